package io.lynceus.vision.engine.tensorrt;

import org.jspecify.annotations.Nullable;

/** How busy the first card is and how much of its memory is taken, by all processes, as its driver says. Any thread. */
public interface CardUse {
    /** Such as NVIDIA H100 80GB HBM3. */
    String card();

    /** Bytes; not a number when the driver does not say. */
    double memoryUsed();

    /** Bytes; not a number when the driver does not say. */
    double memorySize();

    /**
     * Of the driver's latest period (up to a second) the part in which a kernel ran, 0..1; not a number when unknown.
     */
    double busy();

    /** The same of the video chip's decoder. */
    double decoding();

    /**
     * Null where no card answers, in a build that knows no GPU, and without NVIDIA's library for such questions (NVML).
     */
    static @Nullable CardUse here() {
        Card card = Gpu.withCuda().card();
        return card == null ? null : Nvml.of(card);
    }
}
