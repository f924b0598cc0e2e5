package io.lynceus.trainer.export;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far the boxes that a file has chosen are from those that a network would have. Boxes whose scores are the same but
 * for rounding may stand in another order, and the last of them may be others; so scores are compared by their place,
 * and a box with the nearest of all anchors that score as it does.
 */
final class RowParity {
    private RowParity() {}

    /**
     * Of one picture.
     *
     * @param all a box for each anchor
     * @param rows what the file has chosen, the best first
     * @param same how far scores may lie apart that are the same
     */
    static Parity of(Candidates all, Candidates rows, float same) {
        List<Box> expected = best(all);
        List<Box> actual = boxes(rows);
        float scores = actual.size() == Math.min(OnnxChooser.MOST, expected.size()) ? 0 : Float.POSITIVE_INFINITY;
        float boxes = 0;
        for (int place = 0; place < Math.min(actual.size(), expected.size()); place++) {
            Box row = actual.get(place);
            scores = Math.max(
                    scores, apart(Math.abs(row.score() - expected.get(place).score())));
            boxes = Math.max(boxes, nearest(row, expected, same));
        }
        return new Parity(boxes, scores);
    }

    private static float nearest(Box row, List<Box> anchors, float same) {
        float nearest = Float.POSITIVE_INFINITY;
        for (Box anchor : anchors) {
            if (anchor.classId() == row.classId() && Math.abs(anchor.score() - row.score()) < same) {
                nearest = Math.min(nearest, apart(distance(anchor, row)));
            }
        }
        return nearest;
    }

    private static float distance(Box a, Box b) {
        float horizontal = Math.max(Math.abs(a.x1() - b.x1()), Math.abs(a.x2() - b.x2()));
        return Math.max(horizontal, Math.max(Math.abs(a.y1() - b.y1()), Math.abs(a.y2() - b.y2())));
    }

    /** What is no number lies as far apart as can be. */
    private static float apart(float difference) {
        return Float.isNaN(difference) ? Float.POSITIVE_INFINITY : difference;
    }

    private static List<Box> best(Candidates candidates) {
        List<Box> boxes = boxes(candidates);
        boxes.sort(Comparator.comparingDouble(box -> -box.score()));
        return boxes;
    }

    private static List<Box> boxes(Candidates candidates) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            boxes.add(candidates.box(i));
        }
        return boxes;
    }
}
