package io.lynceus.processor.decode;

import io.lynceus.vision.UserError;
import java.util.Locale;

/** Where a camera's pictures are to be decoded. */
public enum DecoderKind {
    /**
     * On the cores, on every machine: what the chip fills in for damaged bytes it does not say, and 16 cores were
     * faster than a card's chips (PERFORMANCE.md).
     */
    AUTO,
    /** On the cores. */
    CPU,
    /** On the video chip of an NVIDIA card, and on the cores what that cannot decode. */
    NVDEC,
    /**
     * As that, and pictures stay in the card's memory, which scales them: what a network there takes never comes to
     * host memory.
     */
    NVDEC_DIRECT;

    /** @throws UserError when it is none of auto, cpu, nvdec and nvdec-direct */
    public static DecoderKind of(String name) {
        for (DecoderKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new UserError("decoder: '" + name + "' is none of auto, cpu, nvdec, nvdec-direct");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
