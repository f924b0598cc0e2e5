package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.UnknownSchemaException;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Damaged streams through the whole topology, 13 000 packets: each has one event, whatever is in it, and the JVM lives
 * on.
 */
class MutatedStreamsTest {
    private static final int PACKETS = 1000;
    private static final long MOST_MEMORY = 1L << 30;

    @TempDir
    static Path folder;

    private static List<EncodedPacket> strangers;

    @BeforeAll
    static void strangers() {
        ((Logger) LoggerFactory.getLogger(DeadLetters.class)).setLevel(Level.OFF);
        strangers = new ArrayList<>();
        for (CodecClip codec : CodecClip.values()) {
            strangers.addAll(Clip.packets(codec.in(folder), "stranger", 1_000).subList(0, 6));
        }
    }

    @AfterAll
    static void logAgain() {
        ((Logger) LoggerFactory.getLogger(DeadLetters.class)).setLevel(null);
    }

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void everyPacketHasOneEventWhateverIsInIt(CodecClip codec) {
        List<EncodedPacket> clip = Clip.packets(codec.in(folder), "cam", 1_000);
        List<EncodedPacket> packets =
                new Mutations(codec.ordinal(), strangers).of(repeated(clip.subList(0, clip.size() - 1)));
        packets.add(EncodedPacket.newBuilder(clip.get(clip.size() - 1))
                .setEpoch(packets.get(packets.size() - 1).getEpoch())
                .setSequence(PACKETS)
                .build());
        long before = Pointer.physicalBytes();
        List<FrameDetections> events = new ArrayList<>();
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder.resolve(codec.name()))) {
            for (EncodedPacket packet : packets) {
                events.addAll(bench.send(List.of(packet)));
                assertThat(Pointer.physicalBytes() - before).isLessThan(MOST_MEMORY);
            }
        }
        assertThat(ids(events)).hasSameSizeAs(events).isEqualTo(expected(packets));
        assertThat(events).extracting(FrameDetections::getEpoch).isSortedAccordingTo(Comparator.naturalOrder());
    }

    /** The clip over and over in one epoch, as a camera sends it. */
    private static List<EncodedPacket> repeated(List<EncodedPacket> clip) {
        List<EncodedPacket> packets = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            packets.add(EncodedPacket.newBuilder(clip.get(i % clip.size()))
                    .setSequence(i)
                    .build());
        }
        return packets;
    }

    private static TreeSet<Long> expected(List<EncodedPacket> packets) {
        TreeSet<Long> sequences = new TreeSet<>();
        packets.stream()
                .filter(packet -> !packet.getEndOfStream())
                .forEach(packet -> sequences.add(packet.getSequence()));
        return sequences;
    }

    private static TreeSet<Long> ids(List<FrameDetections> events) {
        TreeSet<Long> sequences = new TreeSet<>();
        events.forEach(event -> sequences.add(event.getSequence()));
        return sequences;
    }

    @Test
    void aRecordIsAPacketWithAnEventOrADeadLetter() {
        List<EncodedPacket> packets = repeated(strangers);
        Mutations mutations = new Mutations(99, strangers);
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> events = new TreeSet<>();
        TreeSet<String> cameras = new TreeSet<>();
        List<byte[]> deadLetters = new ArrayList<>();
        EncodedPacketSerde serde = new EncodedPacketSerde();
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder.resolve("records"))) {
            for (EncodedPacket packet : packets) {
                byte[] record = mutations.of(serde.serializer().serialize("", packet));
                if (isOfANewerVersion(serde, record)) {
                    continue; // it stops the stream
                }
                bench.sendBytes(record)
                        .forEach(event -> events.add(frame(event.getCamera(), event.getEpoch(), event.getSequence())));
                try {
                    EncodedPacket read = serde.deserializer().deserialize("", record);
                    cameras.add(read.getCamera());
                    if (!read.getEndOfStream()) {
                        expected.add(frame(read.getCamera(), read.getEpoch(), read.getSequence()));
                    }
                } catch (SerializationException e) {
                    deadLetters.add(record);
                }
            }
            for (String camera : expected.stream()
                    .map(frame -> frame.split("/", -1)[0])
                    .distinct()
                    .toList()) {
                bench.send(List.of(EncodedPacket.newBuilder(packets.get(0))
                                .setCamera(camera)
                                .setEndOfStream(true)
                                .build()))
                        .forEach(event -> events.add(frame(event.getCamera(), event.getEpoch(), event.getSequence())));
            }
            assertThat(events).isEqualTo(expected);
            assertThat(deadLetters).hasSizeBetween(PACKETS / 10, PACKETS * 9 / 10);
        }
    }

    private static boolean isOfANewerVersion(EncodedPacketSerde serde, byte[] record) {
        try {
            serde.deserializer().deserialize("", record);
            return false;
        } catch (SerializationException e) {
            return e instanceof UnknownSchemaException;
        }
    }

    private static String frame(String camera, long epoch, long sequence) {
        return camera + "/" + epoch + "/" + sequence;
    }
}
