package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;

/**
 * Learning rates, momentum and accumulation over a run, as the official YOLOv9 loop has them: a warm-up by batches,
 * then a curve by epochs that lags one epoch behind (its scheduler starts at -1). Immutable.
 */
final class Schedule {
    /** Warming up takes at least this many batches. */
    private static final long SHORTEST_WARMUP = 100;

    private final Hyperparameters recipe;
    private final Curve curve;
    private final int epochs;
    private final int batchesPerEpoch;
    private final int batch;
    private final long warmup;

    /** With a straight line. */
    Schedule(Hyperparameters recipe, int epochs, int batchesPerEpoch, int batch) {
        this(recipe, Curve.LINEAR, epochs, batchesPerEpoch, batch);
    }

    Schedule(Hyperparameters recipe, Curve curve, int epochs, int batchesPerEpoch, int batch) {
        this.recipe = recipe;
        this.curve = curve;
        this.epochs = epochs;
        this.batchesPerEpoch = batchesPerEpoch;
        this.batch = batch;
        warmup = Math.max((long) Math.rint(recipe.warmupEpochs() * batchesPerEpoch), SHORTEST_WARMUP);
    }

    /**
     * The settings of one batch.
     *
     * @param index of the batch, from 0, counted over the whole run
     */
    StepSettings at(long index) {
        long epoch = index / batchesPerEpoch;
        double full = recipe.nominalBatch() / batch;
        if (index > warmup) {
            // The epoch in which the warm-up ends keeps the warm-up's last value.
            double rate = recipe.lr0() * factor(epoch == warmup / batchesPerEpoch ? epoch : epoch - 1);
            return new StepSettings(rate, rate, recipe.momentum(), accumulate(full));
        }
        double done = (double) index / warmup;
        double target = recipe.lr0() * factor(epoch);
        return new StepSettings(
                mix(recipe.warmupBiasLr(), target, done),
                mix(0, target, done),
                mix(recipe.warmupMomentum(), recipe.momentum(), done),
                accumulate(mix(1, full, done)));
    }

    /** Weight decay for the batch that steps really see. */
    double weightDecay() {
        double nominal = recipe.nominalBatch();
        return recipe.weightDecay() * batch * accumulate(nominal / batch) / nominal;
    }

    /** Steps of the optimiser in the whole run. */
    long steps() {
        long steps = 0;
        long last = -1;
        for (long index = 0; index < (long) epochs * batchesPerEpoch; index++) {
            if (index - last >= at(index).accumulate()) {
                last = index;
                steps++;
            }
        }
        return steps;
    }

    private double factor(long epoch) {
        return curve.at(epoch, epochs, recipe.lrf());
    }

    private static int accumulate(double batches) {
        return (int) Math.max(1, Math.rint(batches));
    }

    private static double mix(double from, double to, double part) {
        return from + (to - from) * part;
    }
}
