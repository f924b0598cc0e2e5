package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Groups of pictures that take longer to decode again than a thread may be busy: {@link Bench#MOST_REPLAY}, a second
 * for a packet.
 */
class LongReplayTest {
    private static final int FRAMES = 45;
    private static final String REASON =
            "waiting for a keyframe: after a restart, decoding again what it builds on took too long";

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final AtomicInteger replayed = new AtomicInteger();

    @Test
    void isGivenUpAndGoesOnAtTheNextKeyframe() {
        List<EncodedPacket> topic = OverloadRun.packets(FRAMES, 2);
        for (int at = 1; at < topic.size(); at++) {
            List<FrameDetections> events = restartedBefore(at, topic);
            OverloadRun.assertSingle(events, FRAMES);
            assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
            assertThat(events)
                    .filteredOn(event -> event.getStatus() == FrameStatus.SKIPPED)
                    .hasSizeLessThan(16)
                    .allMatch(event -> event.getReason().equals(REASON)
                            || event.getReason().equals("shown before the keyframe that decoding starts at"));
        }
    }

    @Test
    void neverTakesMuchLongerAtOnce() {
        List<EncodedPacket> topic = OverloadRun.packets(FRAMES, 2);
        List<FrameDetections> events = restartedBefore(9, topic);
        assertThat(replayed).hasValue(3);
        assertThat(events).extracting(FrameDetections::getReason).contains(REASON);
    }

    @Test
    void isNotTriedAgainByTheNextRestart() {
        List<EncodedPacket> topic = OverloadRun.packets(FRAMES, 2);
        int cut = 9;
        Map<String, Progress> stored = new HashMap<>();
        for (int at : new int[] {0, cut, cut + 1}) {
            int before = replayed.get();
            try (Bench bench = bench(topic, new MeanDetector())) {
                bench.takeOver(stored, at);
                bench.send(topic.subList(at, at == 0 ? cut : at + 1));
                stored = bench.stored();
            }
            assertThat(replayed.get() - before).isEqualTo(at == cut ? 3 : 0);
        }
    }

    @Test
    void theTimeInTheEngineDoesNotCount() {
        List<EncodedPacket> topic = OverloadRun.packets(FRAMES, 2);
        Map<String, Progress> stored;
        try (Bench bench = bench(topic, new MeanDetector())) {
            bench.send(topic.subList(0, 3));
            stored = bench.stored();
        }
        assertThat(stored.values()).allMatch(progress -> !progress.due().isEmpty());
        SlowDetector slow = new SlowDetector(clock);
        try (Bench bench = bench(topic, slow)) {
            bench.takeOver(stored, 3);
            assertThat(bench.send(topic.subList(3, topic.size())))
                    .allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        }
    }

    private List<FrameDetections> restartedBefore(int at, List<EncodedPacket> topic) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored;
        try (Bench bench = bench(topic, new MeanDetector())) {
            events.addAll(bench.send(topic.subList(0, at)));
            stored = bench.stored();
        }
        replayed.set(0);
        try (Bench bench = bench(topic, new MeanDetector())) {
            bench.takeOver(stored, at);
            events.addAll(bench.send(topic.subList(at, topic.size())));
        }
        return events;
    }

    private Bench bench(List<EncodedPacket> topic, Detector detector) {
        PacketReplay slow = (from, end, packets) -> new StoredPackets(topic, 0).read(from, end, (packet, origin) -> {
            boolean goesOn = packets.test(packet, origin);
            if (goesOn) {
                replayed.incrementAndGet();
                clock.set(clock.instant().plusSeconds(1));
            }
            return goesOn;
        });
        return new Bench(detector, FrameListener.NONE, folder, slow, Overload.NONE, clock);
    }

    /** Takes a minute for each frame. */
    private record SlowDetector(SetClock clock) implements Detector {
        @Override
        public Model model() {
            return FakeDetector.MODEL;
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return List.of();
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
