package io.lynceus.trainer.training;

import io.lynceus.trainer.evaluation.Metrics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One epoch, done.
 *
 * @param epoch from 0
 * @param losses box, class and distribution loss, mean over the epoch; not numbers when every batch of it was left out
 * @param metrics of the averaged weights on the held-out pictures; null when the epoch was not validated
 * @param heldOut box, class and distribution loss of those weights, mean over those pictures; null as the metrics are
 * @param settings of the last batch
 * @param skipped steps of the optimiser that were left out, because a batch overflowed float16
 * @param best whether no epoch before was better
 * @param took training and validation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EpochSummary(
        int epoch,
        float[] losses,
        @Nullable Metrics metrics,
        float @Nullable [] heldOut,
        StepSettings settings,
        int skipped,
        boolean best,
        Duration took) {
    /** How good an epoch is: mostly AP, a tenth AP50, as the family chooses its best checkpoint. */
    public static double fitness(Metrics metrics) {
        return 0.1 * metrics.ap50() + 0.9 * metrics.ap();
    }
}
