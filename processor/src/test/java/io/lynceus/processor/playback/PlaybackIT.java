package io.lynceus.processor.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.decode.Mp4Copy;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.ClientSettings;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.partitions.Balance;
import io.lynceus.processor.partitions.HashedPartition;
import io.lynceus.processor.sinks.SentEvents;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips out of a packets topic in which two cameras lie in turns. */
class PlaybackIT {
    private static final int FRAMES = 200;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static List<EncodedPacket> yard;

    @BeforeAll
    static void start() {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 160, 120, FRAMES, "libopenh264");
        broker = EmbeddedBroker.start(0);
        try (TopicSetup topics = TopicSetup.open(broker.connection())) {
            topics.create(new TopicLayout(1, 1, 1 << 20));
        }
        yard = packets("yard", clip);
        List<EncodedPacket> gate = packets("gate", clip);
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            for (int i = 0; i < yard.size(); i++) {
                sink.send(gate.get(i));
                sink.send(yard.get(i));
            }
            sink.flush();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theClipBeginsAtAKeyframeAndHasTheCamerasOwnBytes() {
        EncodedPacket event = yard.get(100);
        Stretch stretch = around(event, 3, 2);
        assertThat(stretch.packets().get(0).getKeyframe()).isTrue();
        assertThat(stretch.eventAt()).isBetween(3.0, 5.0);
        assertThat(stretch.length() - stretch.eventAt()).isBetween(1.9, 2.0);
        Path file = folder.resolve("copy.mp4");
        Clip.copy(stretch, file, Mp4Copy.Layout.WHOLE);
        List<EncodedPacket> read = packets("copy", file);
        read.removeIf(EncodedPacket::getEndOfStream);
        assertThat(read).extracting(EncodedPacket::getData).containsExactlyElementsOf(bytes(stretch));
        assertThat(Stretch.seconds(read.get(0), read.get(read.size() - 1))).isEqualTo(stretch.length());
    }

    @Test
    void aClipInPiecesHasTheSamePackets() {
        Stretch stretch = around(yard.get(150), 1, 1);
        Path file = folder.resolve("pieces.mp4");
        Clip.copy(stretch, file, Mp4Copy.Layout.FRAGMENTS);
        List<EncodedPacket> read = packets("pieces", file);
        read.removeIf(EncodedPacket::getEndOfStream);
        assertThat(read).extracting(EncodedPacket::getData).containsExactlyElementsOf(bytes(stretch));
    }

    @Test
    void anEventAtTheBeginningHasWhatThereIsBefore() {
        Stretch stretch = around(yard.get(4), 5, 1);
        assertThat(stretch.first().getSequence()).isZero();
        assertThat(stretch.packets()).hasSize(15);
        assertThat(stretch.hasGaps()).isFalse();
    }

    @Test
    void aClipWhoseBoxesAreWantedBeginsWhereItWasAskedFor() {
        Stretch stretch = around(yard.get(69), 1, 1);
        assertThat(stretch.from()).isPositive();
        Path file = folder.resolve("drawn.mp4");
        Clip.draw(stretch, List.of(), true, Blur.NOBODY, file);
        List<EncodedPacket> read = packets("drawn", file);
        read.removeIf(EncodedPacket::getEndOfStream);
        assertThat(read).hasSize(21).hasSizeLessThan(stretch.packets().size());
    }

    /** One that went off long ago, one that is there for all that time, and one with a picture a minute. */
    @Test
    void aFrameIsFoundBetweenThoseOfCamerasThatAreOffAndOfThoseThatRarelySpeak() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<EncodedPacket> sent = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            Instant time = start.plusSeconds(i);
            if (i >= 100 && i < 150) {
                sent.add(packet("off", i - 100, start.plusSeconds(100), time));
            }
            sent.add(packet("busy", i, start, time));
            if (i % 60 == 0) {
                sent.add(packet("rare", i / 60, start, time));
            }
        }
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            sent.forEach(sink::send);
            sink.flush();
        }
        for (String name : List.of("off 0", "off 49", "busy 3", "busy 1199", "rare 11")) {
            EncodedPacket packet = sent.stream()
                    .filter(one -> name.equals(one.getCamera() + " " + one.getSequence()))
                    .findFirst()
                    .orElseThrow();
            assertThat(around(packet, 0, 0).event()).isEqualTo(packet);
        }
    }

    private static EncodedPacket packet(String camera, int number, Instant connected, Instant time) {
        return EncodedPacket.newBuilder(yard.get(0))
                .setCamera(camera)
                .setEpoch(connected.toEpochMilli() * 1000)
                .setSequence(number)
                .setPts((long) number)
                .setDts((long) number)
                .setCaptureTime(time)
                .setIngestTime(time)
                .build();
    }

    /** A camera that was forgotten since, or whose name belonged to another partition when there were fewer. */
    @Test
    void aFrameIsFoundWhereItsEventSaysThatItIsWhereverItsCameraBelongsNow() {
        Broker moved = new Broker(broker.connection().bootstrap(), ClientSettings.NONE, new TopicNames("moved"));
        try (TopicSetup topics = TopicSetup.open(moved)) {
            topics.create(new TopicLayout(4, 1, 1 << 20));
        }
        try (KafkaPacketSink sink = KafkaPacketSink.open(moved)) {
            yard.forEach(sink::send);
            sink.flush();
        }
        FrameDetections like = SentEvents.events(1, Instant.EPOCH).get(0);
        SentEvents.send(
                moved,
                IntStream.range(0, FRAMES)
                        .mapToObj(i -> FrameDetections.newBuilder(like)
                                .setCamera("yard")
                                .setEpoch(yard.get(i).getEpoch())
                                // As B-frames have theirs: after that of a packet that came later.
                                .setSequence(i ^ 1)
                                .setIngestTime(yard.get(i ^ 1).getIngestTime())
                                .setOriginTopic("moved.packets")
                                .setOriginOffset(i ^ 1)
                                .build())
                        .toList());
        assertThat(HashedPartition.of("yard", 4)).isNotZero();
        Balance.forget(moved, List.of("yard"), true, () -> false);
        EncodedPacket wanted = yard.get(100);
        try (StoredPackets packets = new StoredPackets(moved, () -> false)) {
            FrameName name = new FrameName("yard", wanted.getEpoch(), wanted.getSequence());
            assertThat(packets.around(name, Duration.ZERO, Duration.ZERO).event())
                    .isEqualTo(wanted);
        }
    }

    @Test
    void aFrameThatIsNotThereIsNamed() {
        EncodedPacket last = yard.get(FRAMES - 1);
        FrameName never = new FrameName("yard", last.getEpoch(), 4711);
        try (StoredPackets packets = new StoredPackets(broker.connection(), () -> false)) {
            assertThatThrownBy(() -> packets.around(never, Duration.ZERO, Duration.ZERO))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining(never + " are not in lynceus.packets: they are older than the topic's");
        }
    }

    private static Stretch around(EncodedPacket event, int before, int after) {
        FrameName name = new FrameName(event.getCamera(), event.getEpoch(), event.getSequence());
        try (StoredPackets packets = new StoredPackets(broker.connection(), () -> false)) {
            return packets.around(name, Duration.ofSeconds(before), Duration.ofSeconds(after));
        }
    }

    private static List<ByteBuffer> bytes(Stretch stretch) {
        return stretch.packets().stream().map(EncodedPacket::getData).toList();
    }

    private static List<EncodedPacket> packets(String name, Path file) {
        List<EncodedPacket> packets = new CopyOnWriteArrayList<>();
        PacketSink sink = new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                packets.add(packet);
            }

            @Override
            public void flush() {}
        };
        Camera camera = new Camera(name, file.toString());
        try (Capture capture = Capture.start(camera, new CaptureOptions(true, 1), sink, Clock.systemUTC())) {
            assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
        }
        return new ArrayList<>(packets);
    }
}
