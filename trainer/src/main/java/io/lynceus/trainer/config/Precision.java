package io.lynceus.trainer.config;

import java.util.Locale;

/**
 * What a network in training convolves in. In the short types so does what lies
 * between convolutions; the last one of each head and the norms' statistics are
 * float32, and so are weights, optimiser, losses and the averaged network always.
 */
public enum Precision {
    /** All of it in float32; the products of a GPU's tensor cores have 11 bits (TF32), as in the official code. */
    FLOAT32,
    /** The range of float32 with 8 bits. */
    BFLOAT16,
    /** 11 bits, and a range so small that the loss is scaled up to keep gradients in it. */
    FLOAT16;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
