package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/**
 * One camera's packets, ten a second, through the topology under a policy, with restarts.
 *
 * @param topic the packets; the last one ends the epoch
 * @param policy of the process that runs at an offset; asked at each restart
 * @param age how old a packet is when its turn comes, by its offset
 */
record OverloadRun(
        Path folder, List<EncodedPacket> topic, IntFunction<OverloadPolicy> policy, IntFunction<Duration> age) {
    private static final Instant START = Instant.ofEpochSecond(5_000);

    /** Packets that came a tenth of a second after one another, and pictures that were captured so. */
    static List<EncodedPacket> packets(int frames, int bFrames) {
        return ReorderedPackets.of("cam", 5, frames, bFrames).stream()
                .map(packet -> EncodedPacket.newBuilder(packet)
                        .setIngestTime(START.plusMillis(100 * packet.getSequence()))
                        .setCaptureTime(START.plusMillis(
                                100 * (packet.getPts() == null ? packet.getSequence() : packet.getPts())))
                        .build())
                .toList();
    }

    /** All events, with a restart before some offsets. */
    List<FrameDetections> events(IntPredicate restart) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        SetClock clock = new SetClock();
        int from = 0;
        for (int to = 1; to <= topic.size(); to++) {
            if (to == topic.size() || restart.test(to)) {
                try (Bench bench = new Bench(
                        new MeanDetector(),
                        FrameListener.NONE,
                        folder,
                        new StoredPackets(topic, 0),
                        Overload.all(policy.apply(from)),
                        clock)) {
                    bench.takeOver(stored, from);
                    for (int offset = from; offset < to; offset++) {
                        clock.set(topic.get(offset).getIngestTime().plus(age.apply(offset)));
                        events.addAll(bench.send(topic.subList(offset, offset + 1)));
                    }
                    stored = bench.stored();
                }
                from = to;
            }
        }
        return events;
    }

    /**
     * Each frame of the epoch is in exactly one event, a run says how many it stands for, and events are in the order
     * of their pictures.
     */
    static void assertExact(List<FrameDetections> events, int frames) {
        assertSingle(events, frames);
        assertThat(events).extracting(FrameDetections::getPts).isSorted();
        assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
    }

    /** Each frame of the epoch is in exactly one event, and a run says how many it stands for. */
    static void assertSingle(List<FrameDetections> events, int frames) {
        assertThat(events.stream().flatMapToLong(OverloadRun::sequences).sorted())
                .containsExactlyElementsOf(LongStream.range(0, frames).boxed().toList());
        assertThat(events).allSatisfy(event -> {
            assertThat(sequences(event).count()).isEqualTo(event.getFrameCount());
            assertThat(event.getLastSequence() == null).isEqualTo(event.getFrameCount() == 1);
            assertThat(event.getOffsetSteps()).hasSize(event.getFrameCount() - 1);
            assertThat(event.getFrameCount() == 1 || event.getStatus() == FrameStatus.SKIPPED)
                    .isTrue();
        });
    }

    private static LongStream sequences(FrameDetections event) {
        return LongStream.rangeClosed(
                event.getSequence(), event.getLastSequence() == null ? event.getSequence() : event.getLastSequence());
    }

    /** Status, first and last sequence of each event, such as {@code SKIPPED 5-8}. */
    static List<String> brief(List<FrameDetections> events) {
        return events.stream()
                .map(event -> event.getStatus() + " " + event.getSequence()
                        + (event.getLastSequence() == null ? "" : "-" + event.getLastSequence()))
                .toList();
    }
}
