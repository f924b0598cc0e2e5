package io.lynceus.vision.boxes;

import java.util.Set;

/**
 * How non-maximum suppression chooses.
 *
 * @param score keeps scores greater than this
 * @param iou drops a box whose IoU with a better one of its class is greater than this
 * @param multiLabel true: every class above the threshold makes a candidate; false: only an anchor's best class
 * @param maxDetections the most boxes per picture
 * @param agnostic true: a better box of any class drops a box; false: only one of its own class
 * @param classes the classes that may be found; empty for all
 */
public record NmsSettings(
        float score, float iou, boolean multiLabel, int maxDetections, boolean agnostic, Set<Integer> classes) {
    /** What measuring takes: nearly every box, for the tail of the precision-recall curve. */
    public static final NmsSettings VALIDATION = new NmsSettings(0.001f, 0.7f, true, 300);

    /** What serving takes. */
    public static final NmsSettings SERVING = new NmsSettings(0.25f, 0.45f, false, 300);

    public NmsSettings {
        classes = Set.copyOf(classes);
    }

    /** Of all classes, each for itself. */
    public NmsSettings(float score, float iou, boolean multiLabel, int maxDetections) {
        this(score, iou, multiLabel, maxDetections, false, Set.of());
    }

    boolean takes(int classId) {
        return classes.isEmpty() || classes.contains(classId);
    }
}
