package io.lynceus.processor.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers at one moment, as the page gets them in JSON.
 *
 * @param quietSeconds since the latest event
 * @param places what was counted at zones and lines
 * @param happenings another number when something has happened since
 * @param settings another number when the settings have changed since
 * @param behindSeconds how old frames are when their events come, since they were read; 0 when that is no lag
 */
record Snapshot(
        PageState state,
        double quietSeconds,
        double behindSeconds,
        long frames,
        double framesPerSecond,
        @Nullable Latency latency,
        Map<String, Long> statuses,
        List<Camera> cameras,
        History history,
        List<Event> events,
        List<PlaceCounts.Now> places,
        long happenings,
        long settings) {
    /** The same with what was counted, and the versions of what is asked for apart. */
    Snapshot with(List<PlaceCounts.Now> counted, long happened, long set) {
        return new Snapshot(
                state,
                quietSeconds,
                behindSeconds,
                frames,
                framesPerSecond,
                latency,
                statuses,
                cameras,
                history,
                events,
                counted,
                happened,
                set);
    }

    /** From the capture of a frame to its event, over the last seconds, in milliseconds. */
    record Latency(double p50, double p95) {}

    /** One camera. */
    record Camera(
            String name, PageState state, long frames, double framesPerSecond, int width, int height, int detections) {}

    /** Objects of each class in an average frame of each second, all cameras together. */
    record History(List<Long> seconds, List<Series> series) {}

    /** One class. */
    record Series(int classId, String label, String colour, int now, List<@Nullable Double> counts) {}

    /** One event in short. */
    record Event(
            String frameId,
            String camera,
            String captureTime,
            String status,
            @Nullable String reason,
            @Nullable String damaged,
            int frameCount,
            Map<String, Integer> objects,
            @Nullable Float bestScore,
            double latencyMillis) {}
}
