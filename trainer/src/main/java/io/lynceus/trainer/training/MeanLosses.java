package io.lynceus.trainer.training;

import org.bytedeco.pytorch.Tensor;

/** Box, class and distribution loss, mean over the batches of an epoch. */
final class MeanLosses {
    private final double[] sums = new double[3];
    private int batches;

    /** Adds the items of a batch; false when one of them is no longer a number. */
    boolean add(Tensor items) {
        float[] values = new float[3];
        items.cpu().contiguous().data_ptr_float().get(values);
        batches++;
        boolean finite = true;
        for (int i = 0; i < 3; i++) {
            sums[i] += values[i];
            finite &= Float.isFinite(values[i]);
        }
        return finite;
    }

    float[] mean() {
        float[] mean = new float[3];
        for (int i = 0; i < 3; i++) {
            mean[i] = (float) (sums[i] / Math.max(1, batches));
        }
        return mean;
    }
}
