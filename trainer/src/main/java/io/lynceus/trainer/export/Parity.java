package io.lynceus.trainer.export;

import io.lynceus.trainer.evaluation.EnginePredictor;
import io.lynceus.trainer.evaluation.LibTorchPredictor;
import io.lynceus.trainer.evaluation.PictureBatch;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.Network;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Agreement;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How far an exported file, run in ONNX Runtime by the engine that the processor has, is from its network on the same
 * random pictures.
 *
 * @param boxes largest difference of a box coordinate, in input pixels
 * @param scores largest difference of a score
 */
public record Parity(float boxes, float scores) {
    private static final float BOXES = 1e-2f;
    private static final float SCORES = 1e-4f;

    /** Float16 has 11 bits, where float32 has 24; rounding adds up over some hundred layers. */
    private static final float HALF_BOXES = 4;

    private static final float HALF_SCORES = 2e-2f;

    private static final int PICTURES = 2;
    private static final EngineSettings ON_CPU = new EngineSettings(
            List.of(), 0, Parallelism.onCpu(1, Runtime.getRuntime().availableProcessors()));
    private static final float EVERYTHING = Float.NEGATIVE_INFINITY;

    /** Whether both are small enough to be rounding. */
    boolean holds(boolean half) {
        return boxes < (half ? HALF_BOXES : BOXES) && scores < (half ? HALF_SCORES : SCORES);
    }

    static Parity measure(Network network, Path file, ExportOptions options) {
        PictureBatch batch = noise(options);
        HeadKind head = network.architecture().headKind();
        // Every pair of an anchor and a class, whatever the file chooses of them.
        try (Predictor torch = new LibTorchPredictor(
                        network::predict, HeadKind.ONE_TO_MANY, unnamed(network.classes()), null);
                Predictor onnx = new EnginePredictor(OnnxEngine.open(ModelFile.read(file), ON_CPU))) {
            List<Candidates> expected = torch.predict(batch, EVERYTHING);
            List<Candidates> actual = onnx.predict(batch, EVERYTHING);
            Parity all = new Parity(0, 0);
            for (int i = 0; i < expected.size(); i++) {
                all = all.or(
                        head == HeadKind.ONE_TO_ONE
                                ? new RowParity(
                                                expected.get(i),
                                                network.classes(),
                                                options.half() ? HALF_SCORES : SCORES)
                                        .of(actual.get(i))
                                : of(expected.get(i), actual.get(i)));
            }
            return all;
        }
    }

    private static Parity of(Candidates expected, Candidates actual) {
        Agreement agreement = Agreement.of(expected, actual, EVERYTHING);
        return new Parity(apart(agreement.box()), apart(agreement.score()));
    }

    private Parity or(Parity other) {
        return new Parity(Math.max(boxes, other.boxes), Math.max(scores, other.scores));
    }

    /** What is no number lies as far apart as can be. */
    private static float apart(double difference) {
        return Double.isNaN(difference) ? Float.POSITIVE_INFINITY : (float) difference;
    }

    private static List<String> unnamed(int classes) {
        return ClassNames.resolve(List.of(), null, classes, "network");
    }

    private static PictureBatch noise(ExportOptions options) {
        int width = options.width();
        int height = options.height();
        Letterbox whole = Letterbox.of(width, height, width, height);
        Random random = new Random(1);
        List<PictureSource> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] rgb = new byte[width * height * 3];
            random.nextBytes(rgb);
            pictures.add(whole.source(new Picture(width, height, rgb)));
        }
        return new PictureBatch(new InputSize(height, width), pictures);
    }
}
