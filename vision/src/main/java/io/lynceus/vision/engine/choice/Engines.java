package io.lynceus.vision.engine.choice;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import io.lynceus.vision.engine.tensorrt.PlanCache;
import io.lynceus.vision.engine.tensorrt.TensorRtEngine;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens the engine that is wanted, or the one that can work. */
public final class Engines {
    private final EngineKind wanted;
    private final Supplier<Gpu> gpu;
    private final OnGpu onGpu;
    private final Consumer<String> told;

    /**
     * @param plans folder for what TensorRT makes of models
     * @param told of each engine that is opened, with the reason for it, in one line
     */
    public Engines(EngineKind wanted, Path plans, Consumer<String> told) {
        this(
                wanted,
                Gpu::here,
                (file, settings, card) -> TensorRtEngine.open(file, settings, card, new PlanCache(plans)),
                told);
    }

    /** @param gpu looked at only when it may be used */
    Engines(EngineKind wanted, Supplier<Gpu> gpu, OnGpu onGpu, Consumer<String> told) {
        this.wanted = wanted;
        this.gpu = gpu;
        this.onGpu = onGpu;
        this.told = told;
    }

    /** Opens an engine on a card. */
    @FunctionalInterface
    interface OnGpu {
        Engine open(ModelFile file, EngineSettings settings, Card card);
    }

    /**
     * An engine at work.
     *
     * @param engine the caller's to close
     * @param parallelism how its work is shared out
     */
    public record Opened(Engine engine, Parallelism parallelism) {}

    /**
     * Loads a model and makes it ready, so that what is wrong with it shows now.
     *
     * @param onCpu how it is run where ONNX Runtime runs it
     * @param callers threads that bring pictures, which a card's batches are made for
     * @throws UserError when the file is not a model, or TensorRT is wanted and cannot work
     * @throws RunError when TensorRT is wanted and fails
     */
    public Opened open(ModelFile file, EngineSettings onCpu, int callers) {
        if (wanted == EngineKind.ONNXRUNTIME) {
            return onCpu(file, onCpu, "ONNX Runtime, as asked for");
        }
        Gpu here = gpu.get();
        Card card = here.card();
        if (card == null) {
            if (wanted == EngineKind.TENSORRT) {
                throw new UserError("engine: tensorrt cannot work here: " + here.reason());
            }
            return onCpu(file, onCpu, "ONNX Runtime, for TensorRT cannot work here: " + here.reason());
        }
        EngineSettings settings = onCpu.with(Parallelism.onGpu(callers));
        try {
            Engine engine = onGpu.open(file, settings, card);
            told.accept("TensorRT " + card.tensorRt() + " on " + card.name());
            return new Opened(engine, settings.parallelism());
        } catch (RunError | UserError e) {
            // A model that TensorRT cannot parse may be one that ONNX Runtime can; if not, it says so itself.
            if (wanted == EngineKind.TENSORRT) {
                throw e;
            }
            return onCpu(file, onCpu, "ONNX Runtime, for " + e.getMessage());
        }
    }

    private Opened onCpu(ModelFile file, EngineSettings settings, String reason) {
        Engine engine = OnnxEngine.open(file, settings);
        told.accept(reason);
        return new Opened(engine, settings.parallelism());
    }
}
