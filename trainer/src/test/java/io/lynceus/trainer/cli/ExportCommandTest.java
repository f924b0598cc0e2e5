package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
    @TempDir
    private static Path folder;

    private static Path checkpoint;

    @BeforeAll
    static void store() {
        checkpoint = folder.resolve("best.safetensors");
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), 2, 0)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : network.weights().names()) {
                tensors.put(name, network.weights().get(name));
            }
            Map<String, String> facts =
                    Map.of("architecture", "gelan-t", "names", "[\"red\", \"green\"]", "imgsz", "64");
            new Safetensors(tensors, facts).write(checkpoint);
        }
    }

    private static ModelProto read(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private static TensorShapeProto input(ModelProto model) {
        return model.getGraph().getInput(0).getType().getTensorType().getShape();
    }

    private static String fact(ModelProto model, String key) {
        return model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void withoutOptionsTheBatchIsFreeAndTheSizeIsTheTrainedOne() throws IOException {
        Run run = Run.lynceus("export", "--weights", checkpoint);
        ModelProto model = read(folder.resolve("gelan-t.onnx"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("gelan-t, 2 classes, 64x64; beside the network: boxes within");
        assertThat(input(model).getDim(0).getDimParam()).isEqualTo("N");
        assertThat(input(model).getDim(2).getDimValue()).isEqualTo(64);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(fact(model, "precision")).isEqualTo("fp32");
        assertThat(fact(model, "names")).isEqualTo("{0: 'red', 1: 'green'}");
    }

    @Test
    void theFileIsAsAllOptionsTogetherSay() throws IOException {
        Path file = folder.resolve("all.onnx");
        Run run = Run.lynceus(
                "export",
                "--weights",
                checkpoint,
                "--output",
                file,
                "--half",
                "--batch",
                2,
                "--opset",
                19,
                "--imgsz",
                64,
                96,
                "--name",
                "yard",
                "--version",
                "3");
        ModelProto model = read(file);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(input(model).getDimList().stream().map(TensorShapeProto.Dimension::getDimValue))
                .containsExactly(2L, 3L, 64L, 96L);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(19);
        assertThat(fact(model, "precision")).isEqualTo("fp16");
        assertThat(fact(model, "imgsz")).isEqualTo("[64, 96]");
        assertThat(fact(model, "name")).isEqualTo("yard");
        assertThat(fact(model, "version")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "--batch, 0, neither 'dynamic' nor a number",
        "--batch, many, neither 'dynamic' nor a number",
        "--opset, 12, operator set 12: from 13 to 21",
        "--imgsz, 100, multiples of 32",
        "--weights, none.safetensors, none.safetensors"
    })
    void aBadValueIsOneLineAndNoFile(String option, String value, String mentions) {
        Path file = folder.resolve("bad.onnx");
        Run run = option.equals("--weights")
                ? Run.lynceus("export", "--output", file, option, value)
                : Run.lynceus("export", "--weights", checkpoint, "--output", file, option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains(mentions);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatEightBitsWantIsSaidBeforeAnythingIsDone() {
        Path file = folder.resolve("none.onnx");
        assertThat(Run.lynceus("export", "--weights", checkpoint, "--output", file, "--int8")
                        .err())
                .contains("give either --data FILE or --video PATH");
        assertThat(Run.lynceus("export", "--weights", checkpoint, "--output", file, "--video", "a.mp4")
                        .err())
                .contains("are for --int8");
        assertThat(Run.lynceus(
                                "export",
                                "--weights",
                                checkpoint,
                                "--output",
                                file,
                                "--int8",
                                "--half",
                                "--video",
                                "a.mp4")
                        .err())
                .contains("not both");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNetworkThatFindsNothingLeavesNoFile() throws IOException {
        ColourSet set = ColourSet.create(folder.resolve("set"));
        Path file = folder.resolve("untrained.onnx");
        Run run = Run.lynceus("export", "--weights", checkpoint, "--output", file, "--int8", "--video", set.pictures());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("beside the network: boxes within", "convolutions in 8 bits");
        assertThat(run.err()).contains("finds nothing in the held-out pictures");
        assertThat(folder.resolve("untrained.onnx.fp32")).doesNotExist();
        assertThat(file).doesNotExist();
    }
}
