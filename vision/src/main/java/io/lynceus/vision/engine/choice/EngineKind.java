package io.lynceus.vision.engine.choice;

import io.lynceus.vision.UserError;
import java.util.Locale;

/** Which engine is wanted. */
public enum EngineKind {
    /** TensorRT where it can work, ONNX Runtime elsewhere. */
    AUTO,
    /** On the processor's cores. */
    ONNXRUNTIME,
    /** On an NVIDIA GPU, or not at all. */
    TENSORRT;

    /** @throws UserError when it is none of auto, onnxruntime and tensorrt */
    public static EngineKind of(String name) {
        for (EngineKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new UserError("engine: '" + name + "' is none of auto, onnxruntime, tensorrt");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
