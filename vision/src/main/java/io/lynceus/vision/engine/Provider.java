package io.lynceus.vision.engine;

import ai.onnxruntime.OrtSession;
import java.util.Locale;

/** What ONNX Runtime computes on. */
enum Provider {
    /** The processor's cores. */
    CPU,
    /** The first NVIDIA GPU; what has no kernel there is computed on the cores. */
    CUDA;

    /** As a model's card names it. */
    String engine() {
        return "onnxruntime-" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Has a session run on it.
     *
     * @throws io.lynceus.vision.RunError when CUDA cannot be had
     */
    void join(OrtSession.SessionOptions options) {
        if (this == CUDA) {
            CudaProvider.join(options);
        }
    }
}
