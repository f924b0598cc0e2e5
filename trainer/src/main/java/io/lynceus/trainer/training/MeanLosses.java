package io.lynceus.trainer.training;

/** Box, class and distribution loss, mean over the batches of an epoch. */
final class MeanLosses {
    private final double[] sums = new double[3];
    private int batches;

    /** Adds the losses of a batch. */
    void add(float[] losses) {
        batches++;
        for (int i = 0; i < 3; i++) {
            sums[i] += losses[i];
        }
    }

    /** Not numbers before the first batch. */
    float[] mean() {
        float[] mean = new float[3];
        for (int i = 0; i < 3; i++) {
            mean[i] = (float) (sums[i] / batches);
        }
        return mean;
    }
}
