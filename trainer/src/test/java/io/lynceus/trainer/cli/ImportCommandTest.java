package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.checkpoint.TorchSave;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.NetworkMaps;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.trainer.parity.ForwardCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"gelan-t, gelan-t, 1.4", "yolov9-t, gelan-t, 1.35", "gelan-t-w80, gelan-t-w80, 1.4"})
    void anImportedModelAnswersAsTheOriginal(String name, String exported, double gain) throws Exception {
        Path official = folder.resolve("official.pt");
        Path ours = folder.resolve("ours.safetensors");
        Path onnx = folder.resolve("m.onnx");
        float[] expected;
        float[] image;
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named(name), 3, 0)) {
            HashWeights.fill(network, gain);
            halve(network);
            Tensor picture = HashWeights.image("input", 2, 64, 64);
            image = HashWeights.values(picture);
            expected = HashWeights.values(network.predict(picture));
            TorchSave.stripped(official, network, List.of("person", "car", "cow's"));
        }
        Run imported = Run.lynceus("import", official, "--output", ours);
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out()).contains(name + ", 3 classes");
        Run export = Run.lynceus("export", "--weights", ours, "--imgsz", 64, "--output", onnx);
        assertThat(export.err()).isEmpty();
        assertThat(export.out()).contains(exported + ", 3 classes");

        assertThat(largestDifference(OnnxAnswer.of(onnx, image, 2, 64, 64), expected))
                .isLessThan(1e-3f);
        try (StoredNetwork stored = StoredNetwork.open(ours)) {
            assertThat(stored.names()).containsExactly("person", "car", "cow's");
            assertThat(stored.facts())
                    .contains(
                            Map.entry("imgsz", "256"),
                            Map.entry("epochs", "16"),
                            Map.entry("trained_on", "street.yaml"));
        }
    }

    private static void halve(Network network) {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (String name : network.weights().names()) {
                Tensor tensor = network.weights().get(name);
                tensor.copy_(tensor.to(ScalarType.Half));
            }
        }
    }

    /** The cases under -Dparity.fixtures; without them the case above stands for all. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.lynceus.trainer.cli.OfficialOutput#all")
    void officialCheckpointsAnswerAsTheOfficialCode(OfficialOutput official) throws Exception {
        Path ours = folder.resolve("ours.safetensors");
        Path onnx = folder.resolve("m.onnx");
        Fixture outputs = official.outputs();
        assertThat(Run.lynceus("import", official.checkpoint(), "--output", ours)
                        .err())
                .isEmpty();
        int batch = outputs.size("eval_decoded_main", 0);
        int height = outputs.size("eval_raw_main_p3", 2) * 8;
        int width = outputs.size("eval_raw_main_p3", 3) * 8;
        assertThat(Run.lynceus("export", "--weights", ours, "--imgsz", height, width, "--output", onnx)
                        .err())
                .isEmpty();

        try (PointerScope scope = new PointerScope();
                StoredNetwork stored = StoredNetwork.open(ours)) {
            NetworkMaps maps = new NetworkMaps(stored.network());
            ForwardCase forward = new ForwardCase(outputs, OfficialOutput.IMAGES, maps);
            outputs.tensors().stream().filter(name -> !forward.trains(name)).forEach(forward::check);
            float[] images = HashWeights.values(HashWeights.image(OfficialOutput.IMAGES, batch, height, width));
            double[] answer = widened(OnnxAnswer.of(onnx, images, batch, height, width));
            assertThat(outputs.largestDifference("eval_decoded_main", answer)).isLessThan(1e-3);
            outputs.tensors().stream().filter(forward::trains).forEach(forward::check);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.lynceus.trainer.cli.OfficialOutput#checkpoints")
    void everyOfficialCheckpointIsRead(Path checkpoint) {
        Path ours = folder.resolve("ours.safetensors");
        assertThat(Run.lynceus("import", checkpoint, "--output", ours).err()).isEmpty();
        Path facts = checkpoint.resolveSibling("info.json");
        try (StoredNetwork stored = StoredNetwork.open(ours)) {
            if (Files.exists(facts)) {
                JsonNode info =
                        Fixture.json(facts).path(checkpoint.getFileName().toString());
                int classes = info.path("nc").asInt(stored.names().size());
                assertThat(stored.names()).hasSize(classes);
            }
        }
    }

    /** What the values stand for: the answer of MultimediaTechLab/YOLO's code with the same weights. */
    @ParameterizedTest
    @ValueSource(strings = {"v9-t.pt", "v9-t.ckpt"})
    void weightsOfTheMitCodeAnswerAsTheyDoThere(String name) throws Exception {
        Path theirs = folder.resolve(name);
        Path ours = folder.resolve("v9-t.safetensors");
        Path onnx = folder.resolve("m.onnx");
        float[] image;
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), 80, 0)) {
            HashWeights.fill(network, 1.35);
            image = HashWeights.values(HashWeights.image(OfficialOutput.IMAGES, 1, 128, 128));
            if (name.endsWith(".pt")) {
                TorchSave.techLab(theirs, network);
            } else {
                try (Network raw = Network.create(Architecture.named("yolov9-t"), 80, 1)) {
                    TorchSave.techLabTraining(theirs, raw, network);
                }
            }
        }

        Run imported = Run.lynceus("import", theirs);
        assertThat(imported.err()).isEmpty();
        assertThat(imported.out()).contains("yolov9-t, 80 classes, 1772 tensors");
        assertThat(imported.out().contains("the averaged weights")).isEqualTo(name.endsWith(".ckpt"));
        assertThat(Run.lynceus("export", "--weights", ours, "--imgsz", 128, "--output", onnx)
                        .err())
                .isEmpty();

        Fixture outputs = Fixture.read(Path.of("src/test/resources/parity/techlab/v9-t"));
        double[] answer = widened(OnnxAnswer.of(onnx, image, 1, 128, 128));
        assertThat(outputs.largestDifference("eval_decoded_main", answer)).isLessThan(1e-3);
        try (StoredNetwork stored = StoredNetwork.open(ours)) {
            assertThat(stored.names())
                    .hasSize(80)
                    .startsWith("person", "bicycle")
                    .endsWith("toothbrush");
        }
    }

    @Test
    void namesAreGivenWhereTheFileHasNone() throws Exception {
        Path theirs = folder.resolve("v9-t.pt");
        try (Network network = Network.create(Architecture.named("yolov9-t"), 80, 0)) {
            TorchSave.techLab(theirs, network);
        }
        Path names = Files.writeString(folder.resolve("names.txt"), "person\ncar\n");

        Run run = Run.lynceus("import", theirs, "--names", names);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("it has 80 classes, and 2 names were given");
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        Run run = Run.lynceus("import", folder.resolve("none.pt"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("none.pt: no such file");
        assertThat(Run.lynceus("import", folder.resolve("none.pt"), "--output", "x.onnx")
                        .err())
                .contains("ends in .safetensors");
    }

    private static double[] widened(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static float largestDifference(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        float largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
