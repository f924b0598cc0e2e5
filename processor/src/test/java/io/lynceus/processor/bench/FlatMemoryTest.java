package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.analytics.AnalyticsStage;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.tracking.ByteTracker;
import org.junit.jupiter.api.Test;

/** What is kept of the past is bounded: state and heap after 100,000 frames are those after 20,000. */
class FlatMemoryTest {
    private static final int FRAMES = 100_000;
    private static final int SETTLED = 20_000;
    private static final long SLACK = 4L << 20;

    @Test
    void aHundredThousandFramesLeaveNoMoreBehindThanTwentyThousand() {
        CameraZones zones = TrackingBench.zones();
        ByteTracker tracker = new ByteTracker();
        AnalyticsStage stage = new AnalyticsStage("crowd", Analytics.NONE, camera -> zones, tracker, FrameRecords.NONE);
        Crowd crowd = new Crowd(12, 3);
        int early = 0;
        int late = 0;
        long heap = 0;
        for (int i = 0; i < FRAMES; i++) {
            SeenFrame frame = crowd.frame();
            stage.onFrame(frame, tracker.onFrame(frame, crowd.boxes()));
            int length = tracker.snapshot().length + stage.snapshot().length;
            if (i < SETTLED) {
                early = Math.max(early, length);
            } else {
                late = Math.max(late, length);
            }
            if (i == SETTLED) {
                heap = used();
            }
        }
        assertThat(late).as("bytes of state").isLessThan(early * 5 / 4);
        assertThat(used()).as("heap").isLessThan(heap + SLACK);
        assertThat(tracker.snapshot()).isNotEmpty();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
