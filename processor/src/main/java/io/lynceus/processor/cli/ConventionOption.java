package io.lynceus.processor.cli;

import io.lynceus.vision.engine.Convention;
import picocli.CommandLine.Option;

/** What a model does not say of itself, for the verbs without a configuration file. */
final class ConventionOption {
    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description =
                    "How the model's output lies, where the model does not say: auto, plain, transposed, objectness"
                            + " (YOLOv5, YOLOv7), end2end, yolox or apart (YOLO-NAS) (default: ${DEFAULT-VALUE}).")
    private String layout = "auto";

    @Option(
            names = "--pixels",
            paramLabel = "NAME",
            description =
                    "What the model wants of its input: auto (as the model or its layout says), rgb or bgr (0..1),"
                            + " rgb255 or bgr255 (0..255) (default: ${DEFAULT-VALUE}).")
    private String pixels = "auto";

    /** @throws io.lynceus.vision.UserError when there is none of that name */
    Convention convention() {
        return Convention.of(layout, pixels);
    }
}
