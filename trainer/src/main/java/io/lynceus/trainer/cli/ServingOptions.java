package io.lynceus.trainer.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lynceus.trainer.export.BestAnchors;
import io.lynceus.trainer.export.ByteInput;
import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What goes into a finished model and comes out of it. */
final class ServingOptions {
    private static final String FLOAT32 = "float32";
    private static final String UINT8 = "uint8";

    @Option(
            names = "--input",
            paramLabel = "TYPE",
            description = "What the model takes pictures as: float32 (0..1) or uint8 (0..255, a quarter of the bytes)."
                    + " Default: uint8 for a model in 8 bits for the cores, else float32.")
    private @Nullable String input;

    @Option(
            names = "--best",
            paramLabel = "N",
            description = "Let the model answer with its N best anchors alone, hundreds instead of thousands. Boxes are"
                    + " the same while no more of them score enough. Default: all.")
    private int best;

    /** @throws UserError when there is no such input */
    void check() {
        if (input != null && !input.equals(FLOAT32) && !input.equals(UINT8)) {
            throw new UserError("--input " + input + ": float32 or uint8");
        }
    }

    /** The model, of float32 or less, with that input and output. */
    byte[] of(byte[] model) {
        return of(model, FLOAT32);
    }

    /**
     * The model in 8 bits with that input and output. On the cores its first layer works on the pictures' bytes, so
     * that nobody turns these into floats for it to turn back.
     */
    byte[] of(byte[] model, Scheme scheme) {
        return of(model, scheme == Scheme.ONNXRUNTIME ? UINT8 : FLOAT32);
    }

    private byte[] of(byte[] model, String usual) {
        boolean bytes = (input == null ? usual : input).equals(UINT8);
        if (!bytes && best == 0) {
            return model;
        }
        try {
            ModelProto changed = ModelProto.parseFrom(model);
            changed = bytes ? ByteInput.of(changed) : changed;
            return (best == 0 ? changed : BestAnchors.of(changed, best)).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("it was read as a model before", e);
        }
    }
}
