package io.lynceus.processor.streams;

import io.lynceus.processor.analytics.AnalyticsStage;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.tracking.ByteTracker;
import java.util.List;
import java.util.function.Supplier;

/** What each camera's frames go through after detection: the tracker that the settings name, then zones and counts. */
final class TrackedStages {
    private TrackedStages() {}

    static FrameStages of(DetectionSettings settings) {
        return switch (settings.tracker()) {
            case BYTETRACK -> with(settings, ByteTracker::new);
            case OCSORT -> with(settings, ByteTracker::observing);
            case NONE -> FrameStages.NONE;
        };
    }

    private static FrameStages with(DetectionSettings settings, Supplier<ByteTracker> trackers) {
        return (camera, records) -> {
            ByteTracker tracker = trackers.get();
            return List.of(
                    tracker, new AnalyticsStage(camera, settings.analytics(), settings.zones(), tracker, records));
        };
    }
}
