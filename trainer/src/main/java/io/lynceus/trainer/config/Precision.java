package io.lynceus.trainer.config;

import java.util.Locale;

/** What a network in training convolves in. Weights, optimiser, losses and the averaged network are float32 always. */
public enum Precision {
    /** All of it in float32. */
    FLOAT32,
    /** The convolutions and what lies between them in bfloat16, the last one of each head and the norms' statistics in float32. */
    BFLOAT16;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
