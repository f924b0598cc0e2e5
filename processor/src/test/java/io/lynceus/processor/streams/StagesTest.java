package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stage after the detector: what it knows is as exact as the events are. The clip has B-frames and open groups of
 * pictures.
 */
class StagesTest {
    private static final Clock CLOCK = Clock.fixed(Bench.NOW, ZoneOffset.UTC);
    private static final int FRAMES = 34;
    private static final IntFunction<FrameStages> ONE = at -> (camera, records) -> List.of(new CountingStage(1));

    @TempDir
    Path folder;

    @Test
    void seesEachFrameOnceAndWritesIntoItsEvent() {
        List<FrameDetections> events = run(topic(), OverloadPolicy.EVERY_FRAME, ONE, cut -> false);
        List<String> labels = labels(events);
        assertThat(labels).hasSizeGreaterThan(FRAMES).doesNotHaveDuplicates();
        assertThat(labels.get(0)).startsWith("e1 f1 s0 ").endsWith(" 64x64");
        long skipped = events.stream()
                .filter(event -> event.getStatus() != FrameStatus.DETECTED)
                .count();
        assertThat(skipped).isPositive();
        assertThat(labels.get(labels.size() - 1)).startsWith("e2 f" + labels.size() + " s" + skipped + " ");
    }

    @Test
    void isRestoredExactlyAfterARestartAtAnyPacket() {
        List<EncodedPacket> topic = topic();
        for (OverloadPolicy policy : List.of(OverloadPolicy.EVERY_FRAME, OverloadPolicy.parse("sample=3"))) {
            List<FrameDetections> undisturbed = run(topic, policy, ONE, cut -> false);
            assertThat(run(topic, policy, ONE, cut -> true)).isEqualTo(undisturbed);
            for (int at = 1; at < topic.size(); at += 3) {
                int cut = at;
                assertThat(run(topic, policy, ONE, offset -> offset == cut)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void beginsAnewWhenItsStateIsOfAVersionThatItDoesNotKnow() {
        List<EncodedPacket> topic = ReorderedPackets.of("cam", 5, FRAMES);
        List<String> labels = labels(run(
                topic,
                OverloadPolicy.EVERY_FRAME,
                at -> (camera, records) -> List.of(new CountingStage(at == 0 ? 2 : 1)),
                cut -> cut == 20));
        assertThat(labels).hasSize(FRAMES);
        assertThat(labels).filteredOn(label -> label.contains(" f1 ")).hasSize(2);
    }

    @Test
    void goesOnWhereItWasWhenItWasLeftOutForAWhile() {
        List<EncodedPacket> topic = ReorderedPackets.of("cam", 5, FRAMES);
        List<String> labels = labels(run(
                topic,
                OverloadPolicy.EVERY_FRAME,
                at -> at == 15 ? FrameStages.NONE : ONE.apply(at),
                cut -> cut == 15 || cut == 25));
        assertThat(labels).hasSize(FRAMES);
        assertThat(labels).filteredOn(label -> label.contains(" f")).hasSizeLessThan(FRAMES);
        assertThat(labels).filteredOn(label -> label.contains(" f1 ")).hasSize(1);
    }

    /** Two connections, with a damaged packet in the first. */
    private static List<EncodedPacket> topic() {
        List<EncodedPacket> topic = new ArrayList<>(ReorderedPackets.of("cam", 5, FRAMES));
        topic.set(
                13,
                EncodedPacket.newBuilder(topic.get(13))
                        .setData(ByteBuffer.allocate(0))
                        .build());
        topic.addAll(ReorderedPackets.of("cam", 6, FRAMES));
        return topic;
    }

    private List<FrameDetections> run(
            List<EncodedPacket> topic, OverloadPolicy policy, IntFunction<FrameStages> stages, IntPredicate restart) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        int from = 0;
        for (int to = 1; to <= topic.size(); to++) {
            if (to == topic.size() || restart.test(to)) {
                DetectParts parts = new DetectParts(
                        new MeanDetector(),
                        "stages",
                        FrameListener.NONE,
                        new StoredPackets(topic, 0),
                        Overload.all(policy),
                        Damaged.MARKED,
                        CameraDecoders.ON_CPU,
                        stages.apply(from),
                        CLOCK,
                        new ReplayTime(CLOCK, Bench.MOST_REPLAY, Bench.MOST_REPLAY));
                try (Bench bench = new Bench(parts, folder)) {
                    bench.takeOver(stored, from);
                    events.addAll(bench.send(topic.subList(from, to)));
                    stored = bench.stored();
                }
                from = to;
            }
        }
        return events;
    }

    private static List<String> labels(List<FrameDetections> events) {
        return events.stream()
                .filter(event -> event.getStatus() == FrameStatus.DETECTED)
                .map(event -> event.getDetections().get(0).getLabel())
                .toList();
    }
}
