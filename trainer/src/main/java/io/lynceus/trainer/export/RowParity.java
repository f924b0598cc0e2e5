package io.lynceus.trainer.export;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import java.util.Arrays;

/**
 * How far the boxes that a file has chosen are from those that its network would have. What scores the same but for
 * rounding may stand in another order, or be of another class; so scores are compared by their place, and a box with
 * the nearest of all anchors that score as it does for its class.
 *
 * @param all every pair of an anchor and a class, anchor by anchor
 * @param classes how many
 * @param same how far scores may lie apart that are the same
 */
record RowParity(Candidates all, int classes, float same) {
    /** @param rows what the file has chosen of the same picture, the best first */
    Parity of(Candidates rows) {
        float[] best = best();
        int count = Math.min(OnnxChooser.MOST, best.length);
        if (rows.size() != count) {
            return new Parity(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        }
        float boxes = 0;
        float scores = 0;
        for (int place = 0; place < count; place++) {
            Box row = rows.box(place);
            scores = Math.max(scores, apart(row.score() - best[best.length - 1 - place]));
            boxes = Math.max(boxes, nearest(row));
        }
        return new Parity(boxes, scores);
    }

    /** Each anchor's best score, in ascending order. */
    private float[] best() {
        float[] best = new float[all.size() / classes];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int pair = 0; pair < best.length * classes; pair++) {
            best[pair / classes] = Math.max(best[pair / classes], all.box(pair).score());
        }
        Arrays.sort(best);
        return best;
    }

    private float nearest(Box row) {
        float nearest = Float.POSITIVE_INFINITY;
        for (int pair = row.classId(); pair < all.size(); pair += classes) {
            Box anchor = all.box(pair);
            if (apart(anchor.score() - row.score()) < same) {
                nearest = Math.min(nearest, distance(anchor, row));
            }
        }
        return nearest;
    }

    private static float distance(Box a, Box b) {
        float horizontal = Math.max(apart(a.x1() - b.x1()), apart(a.x2() - b.x2()));
        return Math.max(horizontal, Math.max(apart(a.y1() - b.y1()), apart(a.y2() - b.y2())));
    }

    /** What is no number lies as far apart as can be. */
    private static float apart(float difference) {
        return Float.isNaN(difference) ? Float.POSITIVE_INFINITY : Math.abs(difference);
    }
}
