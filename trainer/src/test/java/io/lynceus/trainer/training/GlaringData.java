package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.pixels.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Pictures that are all but black, and some that are white. The network of {@link #settings} stays within float16 on
 * the dark ones and leaves it on the white ones.
 *
 * @param trainPictures how many there are to learn from
 * @param glaring which of them are white
 */
record GlaringData(int trainPictures, IntPredicate glaring) implements DataFile {
    /** Fresh kernels of the first layer are within 0.2, and float16 ends at 65,504. */
    private static final double GAIN = 300_000;

    private static final String MODEL = """
            0 -1 Conv 16 3 2
            1 -1 Conv 16 3 2
            2 -1 Conv 32 3 2
            3 -1 Conv 32 3 1
            4 -1 AConv 32
            5 -1 AConv 32
            6 3,4,5 DDetect
            """;

    /**
     * A run of batches of four, validated once, of a small model that begins with very large kernels in its first
     * layer.
     *
     * @param folder where its model and its weights are put
     */
    static TrainSettings settings(Path folder, Precision precision, int epochs) throws IOException {
        Path model = Files.writeString(folder.resolve("small.txt"), MODEL);
        Path weights = folder.resolve("large.safetensors");
        write(Architecture.of(model.toString()), weights);
        return new TrainSettings(
                model.toString(),
                "glaring",
                weights.toString(),
                0,
                64,
                4,
                epochs,
                0,
                epochs,
                0,
                7,
                1,
                1,
                "cpu",
                Curve.LINEAR,
                OptimizerKind.SGD,
                precision,
                RECIPE);
    }

    /** Nothing is changed by chance, and every batch of four is a step. */
    private static final Hyperparameters RECIPE = new Hyperparameters(
            0.001, 0.01, 0.9, 0, 0, 0.8, 0.001, 7.5, 0.5, 1.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 2000, 0, 1,
            0.02);

    private static void write(Architecture architecture, Path file) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard();
                Network network = Network.create(architecture, 1, 3)) {
            network.weights().get("model.0.conv.weight").mul_(new Scalar(GAIN));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            network.weights()
                    .names()
                    .forEach(name -> tensors.put(name, network.weights().get(name)));
            new Safetensors(tensors, Map.of()).write(file);
        }
    }

    @Override
    public List<String> names() {
        return List.of("square");
    }

    @Override
    public String description(Split split) {
        return "glaring " + split;
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        int size = split == Split.TRAIN ? trainPictures : 2;
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public List<String> classNames() {
                return names();
            }

            @Override
            public Sample load(int index) {
                return draw(index, imgsz, split == Split.TRAIN && glaring.test(index));
            }
        };
    }

    private static Sample draw(int index, int imgsz, boolean white) {
        byte[] rgb = new byte[imgsz * imgsz * 3];
        int side = imgsz / 4 + index;
        int left = index * 7 % (imgsz - side);
        int top = index * 13 % (imgsz - side);
        Arrays.fill(rgb, (byte) (white ? 255 : 2));
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                rgb[(y * imgsz + x) * 3 + index % 3] = (byte) (white ? 200 : 6);
            }
        }
        LabelBox box = new LabelBox(0, left, top, left + side, top + side);
        return new Sample("picture " + index, imgsz, imgsz, new Picture(imgsz, imgsz, rgb), List.of(box));
    }
}
