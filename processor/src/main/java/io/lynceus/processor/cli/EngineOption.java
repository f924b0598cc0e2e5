package io.lynceus.processor.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which engine runs the model, for the verbs without a configuration file. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "auto, onnxruntime (on the cores), cuda (ONNX Runtime on an NVIDIA GPU) or tensorrt (on one"
                    + " too) (default: ${DEFAULT-VALUE}).")
    private String engine = EngineKind.AUTO.toString();

    /**
     * @param told which it is and why
     * @param stopped whether the verb is to end
     * @throws io.lynceus.vision.UserError when there is none of that name
     */
    Engines engines(Consumer<String> told, BooleanSupplier stopped) {
        return new Engines(EngineKind.of(engine), CacheFolder.plans(), why -> told.accept("engine: " + why), stopped);
    }
}
