package io.lynceus.vision.engine.choice;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import io.lynceus.vision.engine.tensorrt.TensorRtEngine;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A way to run a model on an NVIDIA GPU.
 *
 * @param name of the library, for people
 * @param gpu whether the way is open; looked at only when it may be taken
 */
record CardEngine(EngineKind kind, String name, Supplier<Gpu> gpu, Opening opening) {
    /** Opens an engine on a card. */
    @FunctionalInterface
    interface Opening {
        Engine open(ModelFile file, EngineSettings settings, Card card);
    }

    /**
     * @param plans folder for what TensorRT makes of models
     * @param stopped see {@link Engines}
     */
    static CardEngine tensorRt(Path plans, BooleanSupplier stopped) {
        return new CardEngine(
                EngineKind.TENSORRT,
                "TensorRT",
                Gpu::here,
                (file, settings, card) -> TensorRtEngine.open(file, settings, card, plans, stopped));
    }

    static CardEngine cuda() {
        return new CardEngine(
                EngineKind.CUDA,
                "ONNX Runtime for CUDA",
                () -> OnnxEngine.hasCuda() ? Gpu.withCuda() : Gpu.notInThisBuild(),
                (file, settings, card) -> OnnxEngine.openOnCuda(file, settings));
    }

    /** What runs the model on which card, for people. */
    String on(Card card) {
        return (name + " " + card.tensorRt()).strip() + " on " + card.name();
    }
}
