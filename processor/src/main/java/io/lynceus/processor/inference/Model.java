package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.model.ModelCard;
import java.util.List;

/**
 * What made a detection, for the event's sake.
 *
 * @param name the model's own name, else its file's
 * @param version the model's own, else "unknown"
 * @param sha256 of the file, lower-case hex
 * @param engine such as onnxruntime-cpu
 * @param precision such as fp32
 * @param inputWidth pixels
 * @param inputHeight pixels
 * @param names of the classes, by class id
 * @param scoreThreshold boxes score more than this
 * @param iouThreshold of two boxes of a class that overlap by more than this, the better stays
 */
public record Model(
        String name,
        String version,
        String sha256,
        String engine,
        String precision,
        int inputWidth,
        int inputHeight,
        List<String> names,
        float scoreThreshold,
        float iouThreshold) {
    public Model {
        names = List.copyOf(names);
    }

    /** A model at work, whose boxes are chosen by the settings. */
    static Model of(ModelCard card, NmsSettings boxes) {
        return new Model(
                card.name(),
                card.version(),
                card.sha256(),
                card.engine(),
                card.precision(),
                card.input().width(),
                card.input().height(),
                card.names(),
                boxes.score(),
                boxes.iou());
    }
}
