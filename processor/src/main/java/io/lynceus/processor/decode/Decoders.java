package io.lynceus.processor.decode;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.util.function.Consumer;

/** Makes the decoders of one camera, one after the other as its stream changes its format. */
@FunctionalInterface
public interface Decoders {
    /** On the cores. */
    Decoders ON_CPU = Decoder::new;

    /**
     * @throws UserError as {@link Decoder#Decoder}
     * @throws RunError when the chip's card does not answer
     */
    Decoder open(StreamFormat format);

    /**
     * Those of one camera.
     *
     * @param told of what was wanted on a chip and is decoded on the cores all the same, and why, once
     */
    static Decoders of(DecoderKind kind, Consumer<String> told) {
        return OnChip.decoders(kind, Nvdec::here, told);
    }
}
