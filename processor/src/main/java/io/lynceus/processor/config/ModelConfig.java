package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Layout;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.pixels.Pixels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The model at work.
 *
 * @param file path of an ONNX model, null for the bundled one
 * @param score from 0 to 1
 * @param iou from 0 to 1
 * @param names path of a file of class names, null for those that the model carries
 * @param engine that runs it, as {@link EngineKind} has it
 * @param layout of its output, as {@link Layout} has it
 * @param pixels of its input, as {@link Pixels} has them, or auto
 */
public record ModelConfig(
        @Key(value = "an ONNX model; the bundled one if not set", option = "--model", label = "FILE") @Nullable
        String file,

        @Key("boxes must score more than this, 0 to 1") Float score,

        @Key("of two boxes of a class that overlap by more than this, the better stays, 0 to 1")
        Float iou,

        @Key(value = "class names, one a line or a data.yaml; those that the model carries if not set", label = "FILE")
        @Nullable
        String names,

        @Key(
                value = "auto, onnxruntime (on the cores), cuda (ONNX Runtime on an NVIDIA GPU) or tensorrt (on"
                        + " one too)",
                option = "--engine",
                label = "NAME")
        String engine,

        @Key(
                value = "how the model's output lies, where the model does not say: auto, plain, transposed, objectness"
                        + " (YOLOv5, YOLOv7), end2end, yolox or apart (YOLO-NAS)",
                option = "--layout",
                label = "NAME")
        String layout,

        @Key(
                value = "what the model wants of its input: auto (as the model or its layout says), rgb or bgr (0..1),"
                        + " rgb255 or bgr255 (0..255)",
                option = "--pixels",
                label = "NAME")
        String pixels) {
    /** What the file or the command line says; null for what they leave out. */
    public ModelConfig(
            @Nullable String file,
            @Nullable Float score,
            @Nullable Float iou,
            @Nullable String names,
            @Nullable String engine,
            @Nullable String layout,
            @Nullable String pixels) {
        this.file = file;
        this.score = fraction("score", Objects.requireNonNullElse(score, 0.25f));
        this.iou = fraction("iou", Objects.requireNonNullElse(iou, 0.45f));
        this.names = names;
        this.engine = engine == null
                ? EngineKind.AUTO.toString()
                : EngineKind.of(engine).toString();
        this.layout = Objects.requireNonNullElse(layout, "auto");
        this.pixels = Objects.requireNonNullElse(pixels, "auto");
        Convention.of(this.layout, this.pixels);
    }

    private static float fraction(String key, float value) {
        if (!(value >= 0 && value <= 1)) {
            throw new UserError(key + ": " + value + " is not from 0 to 1");
        }
        return value;
    }
}
