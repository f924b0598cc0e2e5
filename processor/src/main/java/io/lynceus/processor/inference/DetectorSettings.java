package io.lynceus.processor.inference;

import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Parallelism;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is run and which of its boxes count.
 *
 * @param scoreThreshold boxes must score more than this, 0..1
 * @param iouThreshold of two boxes of a class that overlap by more than this, the better stays, 0..1
 * @param names file with the class names, for a model that does not carry them (or to rename them); null to ask the
 *     model
 * @param imageSize side of the square network input in pixels, for a model that takes any; 0 to ask the model
 * @param convention what neither the model nor its shapes say
 * @param parallelism how the work is shared out
 */
public record DetectorSettings(
        float scoreThreshold,
        float iouThreshold,
        @Nullable Path names,
        int imageSize,
        Convention convention,
        Parallelism parallelism) {
    public DetectorSettings {
        check(
                scoreThreshold >= 0 && scoreThreshold < 1,
                "the score threshold",
                scoreThreshold,
                "0 or more and less than 1");
        check(iouThreshold > 0 && iouThreshold <= 1, "the IoU threshold", iouThreshold, "more than 0 and at most 1");
    }

    /** Score 0.25, IoU 0.45, names and size as the model has them, one picture at a time on one core. */
    public static DetectorSettings defaults() {
        NmsSettings usual = NmsSettings.SERVING;
        return new DetectorSettings(usual.score(), usual.iou(), null, 0, Convention.AUTO, Parallelism.onCpu(1, 1));
    }

    /** The same for a model of which something is to be known. */
    public DetectorSettings with(Convention known) {
        return new DetectorSettings(scoreThreshold, iouThreshold, names, imageSize, known, parallelism);
    }

    /** The same with the work shared out in another way. */
    public DetectorSettings with(Parallelism wanted) {
        return new DetectorSettings(scoreThreshold, iouThreshold, names, imageSize, convention, wanted);
    }

    /**
     * What of it is the engine's.
     *
     * @throws UserError when the file with the names cannot be read
     */
    public EngineSettings engine() {
        return new EngineSettings(
                names == null ? List.of() : NamesFile.read(names), imageSize, convention, parallelism);
    }

    /** What of it is about boxes. */
    public NmsSettings boxes() {
        return new NmsSettings(scoreThreshold, iouThreshold, false, NmsSettings.SERVING.maxDetections());
    }

    private static void check(boolean right, String what, Number found, String wanted) {
        if (!right) {
            throw new UserError(what + " is " + found + ", must be " + wanted);
        }
    }
}
