package io.lynceus.processor.tracking;

import io.lynceus.vision.boxes.Detection;
import java.util.List;
import java.util.Objects;

/** Intersection over union of detections. */
final class Overlap {
    private Overlap() {}

    static double of(Detection one, Detection two) {
        double width = Math.min(one.x2(), two.x2()) - Math.max(one.x1(), two.x1());
        double height = Math.min(one.y2(), two.y2()) - Math.max(one.y1(), two.y1());
        double both = Math.max(0, width) * Math.max(0, height);
        return both == 0 ? 0 : both / (area(one) + area(two) - both);
    }

    private static double area(Detection box) {
        return (double) (box.x2() - box.x1()) * (box.y2() - box.y1());
    }

    /** Holds one frame of a tracker against the truth; detections without a track are left out. */
    static void add(TrackingFrames frames, List<Detection> truth, List<Detection> answer) {
        List<Detection> tracked =
                answer.stream().filter(box -> box.track() != null).toList();
        double[][] alike = new double[truth.size()][tracked.size()];
        for (int i = 0; i < alike.length; i++) {
            for (int j = 0; j < tracked.size(); j++) {
                alike[i][j] = of(truth.get(i), tracked.get(j));
            }
        }
        frames.add(ids(truth), ids(tracked), alike);
    }

    private static List<Long> ids(List<Detection> boxes) {
        return boxes.stream().map(box -> Objects.requireNonNull(box.track())).toList();
    }
}
