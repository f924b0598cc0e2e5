package io.lynceus.trainer.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.Layout;
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

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "How an ONNX file's output lies, where it does not say: auto, plain, transposed, objectness"
                    + " (YOLOv5, YOLOv7) or end2end. Default: ${DEFAULT-VALUE}.")
    private String layout = Layout.AUTO.toString();

    /** @throws io.lynceus.vision.UserError when there is none of that name */
    Layout layout() {
        return Layout.of(layout);
    }

    /**
     * @param told which it is and why
     * @throws io.lynceus.vision.UserError when there is none of that name
     */
    Engines engines(Consumer<String> told) {
        return new Engines(EngineKind.of(engine), CacheFolder.plans(), why -> told.accept("engine: " + why));
    }
}
