package io.lynceus.trainer.quantise;

import io.lynceus.vision.UserError;
import java.util.Locale;

/** How a network's numbers are written in 8 bits; runtimes are fast with different ways. */
public enum Scheme {
    /**
     * For the cores: tensors as uint8 between their smallest and largest number, weights as 7 of int8's 8 bits.
     * Processors without VNNI add two products in 16 bits, which 8 bits overflow. Everything between the convolutions
     * stays in 8 bits.
     */
    ONNXRUNTIME(false, 63, true),

    /** For NVIDIA's cards: int8 with zero in the middle, around the convolutions alone; the builder fuses the rest. */
    TENSORRT(true, 127, false);

    private final boolean symmetric;
    private final int largestWeight;
    private final boolean between;

    Scheme(boolean symmetric, int largestWeight, boolean between) {
        this.symmetric = symmetric;
        this.largestWeight = largestWeight;
        this.between = between;
    }

    /** Whether tensors are int8 with their zero at 0. */
    boolean symmetric() {
        return symmetric;
    }

    /** The largest weight of each channel becomes this. */
    int largestWeight() {
        return largestWeight;
    }

    /** Whether what lies between the convolutions is computed in 8 bits too. */
    boolean between() {
        return between;
    }

    /** The step between two of a tensor's numbers. */
    float scale(Range range) {
        float widest = symmetric ? 2 * Math.max(-range.min(), range.max()) / 254 : (range.max() - range.min()) / 255;
        return widest > 0 ? widest : 1;
    }

    /** Which of 0..255 is zero; 0 for int8. */
    int zero(Range range) {
        return symmetric ? 0 : Math.min(255, Math.max(0, Math.round(-range.min() / scale(range))));
    }

    /**
     * By name.
     *
     * @throws UserError when there is none
     */
    public static Scheme of(String name) {
        for (Scheme scheme : values()) {
            if (scheme.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return scheme;
            }
        }
        throw new UserError("'" + name + "' is no engine to quantise for: onnxruntime or tensorrt");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
