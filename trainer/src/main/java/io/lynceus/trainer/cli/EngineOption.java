package io.lynceus.trainer.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which engine runs an ONNX file. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "What an ONNX file runs on: auto, onnxruntime (the cores) or tensorrt (an NVIDIA GPU). Default: ${DEFAULT-VALUE}.")
    private String engine = EngineKind.AUTO.toString();

    /**
     * @param told which it is and why
     * @throws io.lynceus.vision.UserError when there is none of that name
     */
    Engines engines(Consumer<String> told) {
        return new Engines(EngineKind.of(engine), CacheFolder.plans(), why -> told.accept("engine: " + why));
    }
}
