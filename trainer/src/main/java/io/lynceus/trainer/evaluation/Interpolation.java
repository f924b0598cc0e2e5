package io.lynceus.trainer.evaluation;

/** A function given by points, straight in between. */
final class Interpolation {
    private Interpolation() {}

    /**
     * The value at {@code x}. Where several points share an x, the last of them counts.
     *
     * @param xs ascending, at least one
     * @param before what holds left of the first point; right of the last point its value holds
     */
    static double at(double[] xs, double[] ys, double x, double before) {
        if (x < xs[0]) {
            return before;
        }
        int low = 0;
        int high = xs.length;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (xs[middle] <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (low == xs.length - 1) {
            return ys[low];
        }
        return ys[low] + (ys[low + 1] - ys[low]) * (x - xs[low]) / (xs[low + 1] - xs[low]);
    }
}
