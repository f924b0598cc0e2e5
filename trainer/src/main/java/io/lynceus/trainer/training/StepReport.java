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
 * @param gradientNorm before clipping; NaN when it was not time for
 *     the optimiser to step, not finite when the step was left out
 * @param skipped whether the optimiser's step was left out, because a batch overflowed float16
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StepReport(
        int epoch,
        int batch,
        float[] losses,
        int instances,
        int pictures,
        int size,
        double gradientNorm,
        boolean skipped) {}
