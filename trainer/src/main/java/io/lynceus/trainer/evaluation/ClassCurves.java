package io.lynceus.trainer.evaluation;

/**
 * One class's curves at IoU 0.5, for drawing.
 *
 * @param name the class
 * @param precisionByRecall precision envelope at 101 recalls 0..1
 * @param precisionByScore precision at 1000 score thresholds 0..1
 * @param recallByScore recall at the same thresholds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClassCurves(String name, double[] precisionByRecall, double[] precisionByScore, double[] recallByScore) {
    /** The harmonic mean of precision and recall at the same thresholds. */
    public double[] f1ByScore() {
        double[] f1 = new double[precisionByScore.length];
        for (int i = 0; i < f1.length; i++) {
            double sum = precisionByScore[i] + recallByScore[i];
            f1[i] = sum == 0 ? 0 : 2 * precisionByScore[i] * recallByScore[i] / sum;
        }
        return f1;
    }
}
