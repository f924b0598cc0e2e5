package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardParityTest {
    @ParameterizedTest
    @CsvSource({"gelan-t, 1.4", "yolov9-t, 1.35"})
    void predictsWhatTheAuthorsCodePredicts(String name, double gain) throws IOException {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named(name), 80, 0)) {
            HashWeights.fill(network, gain);
            float[] square = HashWeights.values(network.predict(HashWeights.image("input", 1, 128, 128)));
            float[] wide = HashWeights.values(network.predict(HashWeights.image("input_rect", 1, 96, 160)));

            assertThat(Reference.largestDifference(square, Reference.floats(name + ".eval.bin")))
                    .isLessThan(1e-3f);
            assertThat(Reference.largestDifference(HashWeights.every(3, wide), Reference.floats(name + ".rect.bin")))
                    .isLessThan(1e-3f);
        }
    }

    @Test
    void trainsOnTheMapsOfTheAuthorsCode() throws IOException {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), 80, 0)) {
            HashWeights.fill(network, 1.35);
            RawHeads heads = network.forward(HashWeights.image("input", 2, 128, 128), true);

            // batch statistics magnify rounding
            assertThat(largestDifference(heads.aux().get(1), "yolov9-t.train.aux.bin"))
                    .isLessThan(5e-3f);
            assertThat(largestDifference(heads.main().get(1), "yolov9-t.train.main.bin"))
                    .isLessThan(5e-3f);
        }
    }

    @Test
    void fusesTheLevelsOfTheAuxiliaryBackboneAsTheAuthorsCodeDoes() throws IOException {
        Architecture architecture = Architecture.named("yolov9-c");
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Network network = Network.create(architecture, 80, 0)) {
            HashWeights.fill(network, 1.4);
            List<Branch> aux = architecture.branches().subList(0, 1);
            List<Tensor> maps = new Graph<>(architecture, 80, new TorchOps(network.weights(), false))
                    .run(HashWeights.image("input", 1, 128, 128), aux)
                    .get(0);

            assertThat(Reference.largestDifference(
                            HashWeights.values(maps.get(1)), Reference.floats("yolov9-c.aux.bin")))
                    .isLessThan(1e-3f);
        }
    }

    private static float largestDifference(Tensor map, String file) throws IOException {
        float[] expected = Reference.floats(file);
        int step = Math.round((float) map.numel() / expected.length);
        return Reference.largestDifference(HashWeights.every(step, HashWeights.values(map)), expected);
    }
}
