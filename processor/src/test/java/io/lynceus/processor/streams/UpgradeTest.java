package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.UnknownSchemaException;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that goes from one version to another and back, at any packet: what each stores is what the next goes on
 * from.
 */
class UpgradeTest {
    private static final int FRAMES = 34;

    @TempDir
    Path folder;

    private final List<EncodedPacket> packets = ReorderedPackets.of("cam", 5, FRAMES);

    @Test
    void toThisVersionAndBackAtAnyPacketChangesNoEvent() {
        List<FrameDetections> undisturbed = run(packets, cut -> UnaryOperator.identity());
        assertThat(undisturbed).hasSize(FRAMES).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(run(packets, cut -> UpgradeTest::throughTheVersionBefore)).isEqualTo(undisturbed);
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            assertThat(run(
                            packets,
                            cut -> random.nextBoolean() ? UpgradeTest::throughTheVersionBefore : bytes -> bytes))
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void toALaterVersionThatStoresMoreAndBackChangesNoEvent() {
        assertThat(run(packets, cut -> LaterVersion::through)).isEqualTo(run(packets, cut -> bytes -> bytes));
    }

    @Test
    void aPacketThatANewerVersionWroteStopsTheStreamAndHasItsEventAfterTheUpgrade() {
        List<FrameDetections> undisturbed = run(packets, cut -> bytes -> bytes);
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored;
        try (Bench old = bench(packets)) {
            events.addAll(old.send(packets.subList(0, 17)));
            byte[] newer = new EncodedPacketSerde().serializer().serialize("", packets.get(17));
            newer[3] ^= 0x55;
            assertThatThrownBy(() -> old.sendBytes(newer))
                    .rootCause()
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageMatching("topic lynceus.packets has records of a newer version, with schema fingerprint "
                            + "[0-9a-f]+, which this one cannot read: upgrade it");
            stored = old.stored();
        }
        try (Bench upgraded = bench(packets)) {
            upgraded.takeOver(stored, 17);
            events.addAll(upgraded.send(packets.subList(17, packets.size())));
        }
        assertThat(events).isEqualTo(undisturbed);
    }

    private Bench bench(List<EncodedPacket> topic) {
        return new Bench(new MeanDetector(), FrameListener.NONE, folder, new StoredPackets(topic, 0));
    }

    /** The version before reads a progress, and writes it when it has processed a packet: here, as it was. */
    private static byte[] throughTheVersionBefore(byte[] stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Progress read = BinaryProgress.read(new DataInputStream(new ByteArrayInputStream(stored)));
            BinaryProgress.write(read, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** All events of a run with a restart before every packet; what is stored goes through another version there. */
    private List<FrameDetections> run(List<EncodedPacket> topic, IntFunction<UnaryOperator<byte[]>> other) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        for (int at = 0; at < topic.size(); at++) {
            try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder, new StoredPackets(topic, 0))) {
                bench.takeOver(stored, at);
                events.addAll(bench.send(topic.subList(at, at + 1)));
                UnaryOperator<byte[]> through = other.apply(at);
                stored = bench.stored();
                stored.replaceAll(
                        (camera, progress) -> ProgressFormat.read(through.apply(ProgressFormat.write(progress))));
            }
        }
        return events;
    }
}
