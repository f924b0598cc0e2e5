package io.lynceus.processor.playback;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.boxes.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The boxes of the frames of a stretch, by the numbers of their packets. */
final class FrameBoxes {
    /** No box is taken over frames that are further apart. */
    private static final double NEAR_SECONDS = 1;

    private final NavigableMap<Long, Seen> frames = new TreeMap<>();

    private record Seen(double seconds, List<Detection> boxes) {}

    FrameBoxes(List<FrameDetections> events) {
        for (FrameDetections event : events) {
            if (event.getStatus() == FrameStatus.DETECTED) {
                double seconds = event.getCaptureTime().toEpochMilli() / 1000.0;
                frames.put(event.getSequence(), new Seen(seconds, detections(event)));
            }
        }
    }

    /** What an event says that was found, in the words of those who draw. */
    static List<Detection> detections(FrameDetections event) {
        return event.getDetections().stream()
                .map(found -> new Detection(
                        found.getClassId(),
                        found.getLabel(),
                        found.getScore(),
                        found.getX1(),
                        found.getY1(),
                        found.getX2(),
                        found.getY2(),
                        found.getTrackId()))
                .toList();
    }

    /** Of a frame itself, or of the one that the model saw right before it. */
    List<Detection> shown(long sequence, double seconds) {
        Map.Entry<Long, Seen> before = frames.floorEntry(sequence);
        return before == null || !near(before, seconds)
                ? List.of()
                : before.getValue().boxes();
    }

    /**
     * Everything that may be in a frame: its own boxes, or those of the frames before and after it that the model saw.
     *
     * @return null when the model saw none near, and anything may be there
     */
    @Nullable
    List<Detection> possible(long sequence, double seconds) {
        Map.Entry<Long, Seen> before = frames.floorEntry(sequence);
        if (before != null && before.getKey() == sequence) {
            return before.getValue().boxes();
        }
        Map.Entry<Long, Seen> after = frames.higherEntry(sequence);
        if (!near(before, seconds) || !near(after, seconds)) {
            return null;
        }
        List<Detection> both = new ArrayList<>(before.getValue().boxes());
        both.addAll(after.getValue().boxes());
        return both;
    }

    private static boolean near(Map.@Nullable Entry<Long, Seen> seen, double seconds) {
        return seen != null && Math.abs(seen.getValue().seconds() - seconds) <= NEAR_SECONDS;
    }
}
