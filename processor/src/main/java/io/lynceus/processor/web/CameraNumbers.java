package io.lynceus.processor.web;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.util.HashMap;
import java.util.Map;

/** The numbers of one camera. Not thread-safe. */
final class CameraNumbers {
    private static final long QUIET_AFTER_MILLIS = 3000;

    private final String name;
    private final RecentValues rate = new RecentValues(5000);
    private long frames;
    private long lastSeenMillis;
    private int width;
    private int height;
    private Map<Integer, Integer> objects = Map.of();
    private boolean ended;

    CameraNumbers(String name) {
        this.name = name;
    }

    void add(FrameDetections event, long nowMillis) {
        frames += event.getFrameCount();
        rate.add(nowMillis, event.getFrameCount());
        lastSeenMillis = nowMillis;
        width = event.getWidth();
        height = event.getHeight();
        if (event.getStatus() == FrameStatus.DETECTED) {
            objects = objects(event);
        }
    }

    void end() {
        ended = true;
        objects = Map.of();
    }

    /** Objects of each class in the camera's last detected frame. */
    Map<Integer, Integer> objects() {
        return objects;
    }

    long lastSeenMillis() {
        return lastSeenMillis;
    }

    PageState state(long nowMillis) {
        if (ended) {
            return PageState.ENDED;
        }
        if (frames == 0) {
            return PageState.WAITING;
        }
        return nowMillis - lastSeenMillis > QUIET_AFTER_MILLIS ? PageState.QUIET : PageState.LIVE;
    }

    Snapshot.Camera snapshot(long nowMillis) {
        int detections = objects.values().stream().mapToInt(Integer::intValue).sum();
        return new Snapshot.Camera(
                name, state(nowMillis), frames, rate.perSecond(nowMillis), width, height, detections);
    }

    static Map<Integer, Integer> objects(FrameDetections event) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Detection detection : event.getDetections()) {
            counts.merge(detection.getClassId(), 1, Integer::sum);
        }
        return counts;
    }
}
