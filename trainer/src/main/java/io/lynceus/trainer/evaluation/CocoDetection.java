package io.lynceus.trainer.evaluation;

import io.lynceus.vision.boxes.Box;
import java.util.List;

/**
 * A detection with the digits that a COCO results file carries, so that its numbers are the file's numbers.
 *
 * @param classId index of the class
 * @param x left edge in pixels of the original picture, to 3 decimals
 * @param y upper edge, likewise
 * @param width likewise
 * @param height likewise
 * @param score 0..1, to 5 decimals
 */
public record CocoDetection(int classId, double x, double y, double width, double height, double score) {
    /** Rounds. The order stays. */
    public static List<CocoDetection> of(List<Box> detections) {
        return detections.stream()
                .map(d -> new CocoDetection(
                        d.classId(),
                        round(d.x1(), 1e3),
                        round(d.y1(), 1e3),
                        round((double) d.x2() - d.x1(), 1e3),
                        round((double) d.y2() - d.y1(), 1e3),
                        round(d.score(), 1e5)))
                .toList();
    }

    private static double round(double value, double scale) {
        return Math.rint(value * scale) / scale;
    }
}
