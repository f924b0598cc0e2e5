package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty cameras that came back without capture beside ten that send, on one thread. */
class SilentCrowdTest {
    private static final int SILENT = 40;
    private static final int LIVE = 10;
    private static final int FRAMES = 15;
    private static final int PASSES = 120;
    private static final Duration LOOK = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void theSilentOnesComeToRestOneByOneAndTheOthersNeverWaitForMoreThanOne() {
        List<EncodedPacket> silent = IntStream.range(0, SILENT)
                .mapToObj(i -> ReorderedPackets.of("silent-" + i, 5, FRAMES).subList(0, FRAMES))
                .flatMap(List::stream)
                .toList();
        List<List<EncodedPacket>> live = IntStream.range(0, LIVE)
                .mapToObj(i -> ReorderedPackets.of("live-" + i, 5, PASSES, 0))
                .toList();
        PacketReplay stored = new StoredPackets(silent, 0);
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> progress;
        try (Bench before = new Bench(new MeanDetector(), FrameListener.NONE, folder, stored)) {
            events.addAll(before.send(silent));
            progress = before.stored();
        }
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder, stored)) {
            bench.takeOver(progress, silent.size());
            for (int i = 0; i < PASSES; i++) {
                int pass = i;
                assertThat(bench.send(
                                live.stream().map(packets -> packets.get(pass)).toList()))
                        .hasSize(LIVE);
                List<FrameDetections> rested = bench.pass(LOOK);
                assertThat(rested.stream().map(FrameDetections::getCamera).distinct())
                        .hasSizeLessThanOrEqualTo(1);
                events.addAll(rested);
            }
        }
        assertThat(events)
                .hasSize(SILENT * FRAMES)
                .extracting(FrameDetections::getFrameId)
                .doesNotHaveDuplicates();
    }
}
