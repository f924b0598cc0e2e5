package io.lynceus.vision.boxes;

/** A box in pixels of the network input, before it is known whether a better one is at the same place. */
public record Candidate(int classId, float score, float x1, float y1, float x2, float y2) {
    /** Intersection over union, 0..1. */
    float iou(Candidate other) {
        float width = Math.min(x2, other.x2) - Math.max(x1, other.x1);
        float height = Math.min(y2, other.y2) - Math.max(y1, other.y1);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float both = width * height;
        return both / (area() + other.area() - both);
    }

    private float area() {
        return (x2 - x1) * (y2 - y1);
    }
}
