package io.lynceus.trainer.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lynceus.trainer.export.BestAnchors;
import io.lynceus.trainer.export.ByteInput;
import io.lynceus.vision.UserError;
import picocli.CommandLine.Option;

/** What goes into a finished model and comes out of it. */
final class ServingOptions {
    private static final String FLOAT32 = "float32";
    private static final String UINT8 = "uint8";

    @Option(
            names = "--input",
            paramLabel = "TYPE",
            description = "What the model takes pictures as: float32 (0..1) or uint8 (0..255, a quarter of the bytes)."
                    + " Default: ${DEFAULT-VALUE}.")
    private String input = FLOAT32;

    @Option(
            names = "--best",
            paramLabel = "N",
            description = "Let the model answer with its N best anchors alone, hundreds instead of thousands. Boxes are"
                    + " the same while no more of them score enough. Default: all.")
    private int best;

    /** @throws UserError when there is no such input */
    void check() {
        if (!input.equals(FLOAT32) && !input.equals(UINT8)) {
            throw new UserError("--input " + input + ": float32 or uint8");
        }
    }

    boolean isPlain() {
        return input.equals(FLOAT32) && best == 0;
    }

    /** The model with that input and output. */
    byte[] of(byte[] model) {
        if (isPlain()) {
            return model;
        }
        try {
            ModelProto changed = ModelProto.parseFrom(model);
            changed = input.equals(UINT8) ? ByteInput.of(changed) : changed;
            return (best == 0 ? changed : BestAnchors.of(changed, best)).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("it was read as a model before", e);
        }
    }
}
