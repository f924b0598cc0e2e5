package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;

/** Intersection over union of two boxes; not a number where both are empty, which passes no threshold. */
final class Iou {
    private Iou() {}

    static float of(Detection a, Detection b) {
        return of(a.x1(), a.y1(), a.x2(), a.y2(), b.x1(), b.y1(), b.x2(), b.y2());
    }

    static float of(Detection a, LabelBox b) {
        return of(a.x1(), a.y1(), a.x2(), a.y2(), b.x1(), b.y1(), b.x2(), b.y2());
    }

    private static float of(float ax1, float ay1, float ax2, float ay2, float bx1, float by1, float bx2, float by2) {
        float width = Math.max(0, Math.min(ax2, bx2) - Math.max(ax1, bx1));
        float height = Math.max(0, Math.min(ay2, by2) - Math.max(ay1, by1));
        float overlap = width * height;
        return overlap / ((ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - overlap);
    }
}
