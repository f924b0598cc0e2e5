package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the lag, the policies and the restarts: one event for each frame, in order. */
class OverloadSweepTest {
    private static final int FRAMES = 1_250;
    private static final List<OverloadPolicy> POLICIES = List.of(
            OverloadPolicy.EVERY_FRAME,
            OverloadPolicy.parse("newest=2s"),
            OverloadPolicy.parse("newest=300ms"),
            OverloadPolicy.parse("sample=3"),
            OverloadPolicy.parse("sample=0.7"));

    @TempDir
    Path folder;

    @Test
    void tensOfThousandsOfFramesHaveOneEventEach() {
        Map<FrameStatus, Long> frames = new EnumMap<>(FrameStatus.class);
        for (int bFrames : new int[] {0, 2}) {
            List<EncodedPacket> packets = OverloadRun.packets(FRAMES, bFrames);
            for (long seed = 0; seed < 12; seed++) {
                for (FrameDetections event : random(packets, new Random(seed))) {
                    frames.merge(event.getStatus(), (long) event.getFrameCount(), Long::sum);
                }
            }
        }
        assertThat(frames).containsOnlyKeys(FrameStatus.DETECTED, FrameStatus.SKIPPED);
        assertThat(frames.values()).allMatch(count -> count > 5_000);
    }

    private List<FrameDetections> random(List<EncodedPacket> packets, Random random) {
        Set<Integer> restarts = IntStream.generate(() -> random.nextInt(packets.size()))
                .limit(6)
                .boxed()
                .collect(Collectors.toSet());
        List<Duration> ages = ages(packets.size(), random);
        OverloadRun run = new OverloadRun(
                folder, packets, from -> POLICIES.get((from * 31 + random.nextInt(2)) % POLICIES.size()), ages::get);
        List<FrameDetections> events = run.events(restarts::contains);
        OverloadRun.assertExact(events, FRAMES);
        return events;
    }

    /** Lags that come and go, with jumps. */
    private static List<Duration> ages(int packets, Random random) {
        long[] millis = new long[packets];
        long age = 0;
        for (int i = 0; i < packets; i++) {
            age += random.nextInt(401) - 200;
            if (random.nextInt(60) == 0) {
                age = random.nextInt(10_000);
            }
            age = Math.max(-100, age);
            millis[i] = age;
        }
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
    }
}
