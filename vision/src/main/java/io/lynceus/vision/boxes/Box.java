package io.lynceus.vision.boxes;

import io.lynceus.vision.pixels.Letterbox;

/**
 * One found object: its corners in pixels, of the network's input or of the source picture as whoever hands it out
 * says.
 */
public record Box(int classId, float score, float x1, float y1, float x2, float y2) {
    /** Intersection over union, 0..1; not a number where both are empty, which passes no threshold. */
    public float iou(Box other) {
        return iou(other.x1, other.y1, other.x2, other.y2);
    }

    /** The same with another's corners. */
    public float iou(float otherX1, float otherY1, float otherX2, float otherY2) {
        float width = Math.max(0, Math.min(x2, otherX2) - Math.max(x1, otherX1));
        float height = Math.max(0, Math.min(y2, otherY2) - Math.max(y1, otherY1));
        float overlap = width * height;
        return overlap / ((x2 - x1) * (y2 - y1) + (otherX2 - otherX1) * (otherY2 - otherY1) - overlap);
    }

    /** From pixels of the network's input to pixels of the source, clipped to it. */
    public Box toSource(Letterbox letterbox) {
        return new Box(
                classId,
                score,
                (float) letterbox.toSourceX(x1),
                (float) letterbox.toSourceY(y1),
                (float) letterbox.toSourceX(x2),
                (float) letterbox.toSourceY(y2));
    }
}
