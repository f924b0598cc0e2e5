package io.lynceus.trainer.evaluation;

/**
 * One class's detections over a whole data set, best score
 * first, each with the IoU thresholds at which it found a label.
 */
final class RankedMatches {
    /** Recalls 0, 0.01, ... 1 at which precision is read. */
    static final int RECALLS = 101;

    /** Score thresholds 0 ... 1 at which curves are read. */
    static final int SCORES = 1000;

    private final int labels;
    private final double[] negativeScores;
    private final int[] hits;

    /**
     * @param labels labels of the class, at least one
     * @param scores descending
     * @param hits per detection, bit t set when it found a label at IoU threshold t
     */
    RankedMatches(int labels, float[] scores, int[] hits) {
        this.labels = labels;
        this.hits = hits;
        this.negativeScores = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            negativeScores[i] = -scores[i];
        }
    }

    /**
     * Area under the interpolated precision-recall curve at one IoU threshold, by the trapezoid rule on 101 recalls.
     */
    double averagePrecision(int threshold) {
        double[] curve = precisionByRecall(threshold);
        double area = 0;
        for (int i = 1; i < RECALLS; i++) {
            area += (curve[i - 1] + curve[i]) / 2 / (RECALLS - 1);
        }
        return area;
    }

    /** The best precision reachable at or beyond each of the 101 recalls. */
    double[] precisionByRecall(int threshold) {
        double[] curve = new double[RECALLS];
        if (hits.length == 0) {
            return curve;
        }
        double[] recall = new double[hits.length + 2];
        double[] precision = new double[hits.length + 2];
        precision[0] = 1;
        recall[hits.length + 1] = 1;
        System.arraycopy(recall(threshold), 0, recall, 1, hits.length);
        System.arraycopy(precision(threshold), 0, precision, 1, hits.length);
        for (int i = hits.length; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        for (int i = 0; i < RECALLS; i++) {
            curve[i] = Interpolation.at(recall, precision, i / (double) (RECALLS - 1), 1);
        }
        return curve;
    }

    /** Precision at IoU 0.5 as a function of the score threshold. */
    double[] precisionByScore() {
        return byScore(precision(0), 1);
    }

    /** Recall at IoU 0.5 as a function of the score threshold. */
    double[] recallByScore() {
        return byScore(recall(0), 0);
    }

    private double[] byScore(double[] values, double aboveAll) {
        double[] curve = new double[SCORES];
        for (int i = 0; i < SCORES && hits.length > 0; i++) {
            curve[i] = Interpolation.at(negativeScores, values, -i / (double) (SCORES - 1), aboveAll);
        }
        return curve;
    }

    private double[] precision(int threshold) {
        double[] values = new double[hits.length];
        int found = 0;
        for (int i = 0; i < hits.length; i++) {
            found += hits[i] >> threshold & 1;
            values[i] = (double) found / (i + 1);
        }
        return values;
    }

    private double[] recall(int threshold) {
        double[] values = new double[hits.length];
        int found = 0;
        for (int i = 0; i < hits.length; i++) {
            found += hits[i] >> threshold & 1;
            values[i] = (double) found / labels;
        }
        return values;
    }
}
