package io.lynceus.trainer.evaluation;

import java.util.List;

/** The score threshold at which precision and recall are reported: where the mean F1, smoothed, is best. */
final class BestScore {
    /** Half the smoothing window, in steps of the score axis. */
    private static final int REACH = 50;

    private BestScore() {}

    /** Index on the curves' score axis; 0 without curves. */
    static int index(List<ClassCurves> curves) {
        double[] mean = new double[RankedMatches.SCORES];
        for (ClassCurves curve : curves) {
            double[] f1 = curve.f1ByScore();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += f1[i] / curves.size();
            }
        }
        int best = 0;
        double bestValue = -1;
        for (int i = 0; i < mean.length; i++) {
            double smooth = 0;
            for (int j = i - REACH; j <= i + REACH; j++) {
                smooth += mean[Math.min(Math.max(j, 0), mean.length - 1)];
            }
            if (smooth > bestValue) {
                bestValue = smooth;
                best = i;
            }
        }
        return best;
    }
}
