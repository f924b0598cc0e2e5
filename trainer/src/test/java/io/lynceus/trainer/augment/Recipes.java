package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;

/** Recipes for tests. */
final class Recipes {
    private Recipes() {}

    /** Nothing is changed by chance. */
    static Hyperparameters still() {
        return with(0, 0, 0);
    }

    /** Only the given chances differ from {@link #still()}. */
    static Hyperparameters with(double flipud, double fliplr, double mosaic) {
        return new Hyperparameters(
                0.01, 0.01, 0.9, 0, 0, 0.8, 0.1, 7.5, 0.5, 1.5, 0, 0, 0, 0, 0, 0, 0, 0, flipud, fliplr, mosaic, 0, 0, 0,
                64, 2000, 0, 1, 0.02);
    }
}
