package io.lynceus.trainer.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which engine runs an ONNX file. */
final class EngineOption {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "What an ONNX file runs on: auto, onnxruntime (the cores), cuda or tensorrt (an NVIDIA GPU)."
                    + " Default: ${DEFAULT-VALUE}.")
    private String engine = EngineKind.AUTO.toString();

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "How an ONNX file's output lies, where it does not say: auto, plain, transposed, objectness"
                    + " (YOLOv5, YOLOv7), end2end, yolox or apart (YOLO-NAS). Default: ${DEFAULT-VALUE}.")
    private String layout = "auto";

    @Option(
            names = "--pixels",
            paramLabel = "NAME",
            description = "What an ONNX file wants of its input: auto (as it or its layout says), rgb or bgr (0..1),"
                    + " rgb255 or bgr255 (0..255). Default: ${DEFAULT-VALUE}.")
    private String pixels = "auto";

    /** @throws io.lynceus.vision.UserError when there is none of that name */
    Convention convention() {
        return Convention.of(layout, pixels);
    }

    /**
     * @param told which it is and why
     * @throws io.lynceus.vision.UserError when there is none of that name
     */
    Engines engines(Consumer<String> told) {
        return new Engines(EngineKind.of(engine), CacheFolder.plans(), why -> told.accept("engine: " + why));
    }
}
