package io.lynceus.trainer.evaluation;

/** The constants of COCO's evaluation, in its own floating-point steps: recalls do fall on the thresholds. */
final class CocoRules {
    /** IoU 0.50, 0.55, ... 0.95. */
    static final int THRESHOLDS = 10;

    /** All sizes, small, medium, large. */
    static final int AREAS = 4;

    static final int ALL = 0;

    /** Recalls 0, 0.01, ... 1 at which precision is read. */
    static final int RECALLS = 101;

    /** Detections of one class in one picture that count. */
    static final int MOST = 100;

    private static final double[] LEAST_AREA = {0, 0, 32 * 32, 96 * 96};
    private static final double[] MOST_AREA = {1e10, 32 * 32, 96 * 96, 1e10};

    private CocoRules() {}

    static double threshold(int index) {
        return index == THRESHOLDS - 1 ? 0.95 : index * ((0.95 - 0.5) / 9) + 0.5;
    }

    static double recall(int index) {
        return index == RECALLS - 1 ? 1 : index * 0.01;
    }

    /** Both limits belong to both ranges. */
    static boolean isOutside(int range, double area) {
        return area < LEAST_AREA[range] || area > MOST_AREA[range];
    }

    /** The place of a range and a threshold in a set of bits. */
    static long bit(int range, int threshold) {
        return 1L << (range * THRESHOLDS + threshold);
    }
}
