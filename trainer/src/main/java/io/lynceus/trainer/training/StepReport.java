package io.lynceus.trainer.training;

/**
 * One batch, learnt from.
 *
 * @param epoch from 0
 * @param batch in its epoch, from 0
 * @param losses box, class and distribution loss, mean over the epoch so far; not to be kept
 * @param instances objects in the batch
 * @param pictures pictures in the batch
 * @param size side of the pictures, pixels
 * @param gradientNorm before clipping; NaN when the optimiser did not step
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StepReport(
        int epoch, int batch, float[] losses, int instances, int pictures, int size, double gradientNorm) {}
