package io.lynceus.vision.engine.choice;

import io.lynceus.vision.UserError;
import java.util.Locale;

/** Which engine is wanted. */
public enum EngineKind {
    /** TensorRT where it can work, else ONNX Runtime, on an NVIDIA GPU or the cores. */
    AUTO,
    /** In ONNX Runtime on the processor's cores. */
    ONNXRUNTIME,
    /** In ONNX Runtime on an NVIDIA GPU, or not at all. */
    CUDA,
    /** In TensorRT on an NVIDIA GPU, or not at all. */
    TENSORRT;

    /** @throws UserError when it is none of auto, onnxruntime, cuda and tensorrt */
    public static EngineKind of(String name) {
        for (EngineKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new UserError("engine: '" + name + "' is none of auto, onnxruntime, cuda, tensorrt");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
