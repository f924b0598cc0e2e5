package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneToOneVerbsTest {
    private static final String HEAD = "the one-to-one head: a box for each object, nothing suppressed";

    @TempDir
    private static Path folder;

    private static Path checkpoint;

    @BeforeAll
    static void store() {
        checkpoint = stored("gelan-t-one-to-one");
    }

    private static Path stored(String name) {
        Path file = folder.resolve(name + ".safetensors");
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named(name), 3, 0)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            network.weights()
                    .names()
                    .forEach(each -> tensors.put(each, network.weights().get(each)));
            new Safetensors(
                            tensors,
                            Map.of(
                                    "architecture", name,
                                    "names", "[\"red\", \"green\", \"blue\"]",
                                    "imgsz", "64",
                                    "AP50", "0.5"))
                    .write(file);
        }
        return file;
    }

    private static Map<String, String> facts(Path file) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        for (StringStringEntryProto each :
                ModelProto.parseFrom(Files.readAllBytes(file)).getMetadataPropsList()) {
            facts.put(each.getKey(), each.getValue());
        }
        return facts;
    }

    private static List<Long> output(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file))
                .getGraph()
                .getOutput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDimList()
                .stream()
                .skip(1)
                .map(dimension -> dimension.getDimValue())
                .toList();
    }

    @Test
    void theOneToOneHeadIsExportedAndValidateSaysWhichItMeasures() throws IOException {
        ColourSet set = ColourSet.create(folder.resolve("set"));
        Path file = folder.resolve("one.onnx");
        Run export = Run.lynceus("export", "--weights", checkpoint, "--imgsz", 160, "--output", file);

        assertThat(export.err()).isEmpty();
        assertThat(export.out()).contains("gelan-t-one-to-one, 3 classes, 160x160; beside the network: boxes within");
        assertThat(output(file)).containsExactly(300L, 6L);
        assertThat(facts(file)).containsEntry("head", "one-to-one").containsEntry("AP50", "0.5");
        for (Path model : List.of(file, checkpoint)) {
            Run validate = Run.lynceus("validate", "--model", model, "--data", set.data());
            assertThat(validate.exitCode()).as(validate.err()).isZero();
            assertThat(validate.out()).contains(HEAD);
        }
        Run usual = Run.lynceus("validate", "--model", set.model(), "--data", set.data());
        assertThat(usual.out()).contains("AP50").doesNotContain(HEAD);
    }

    @Test
    void theUsualHeadOfItIsExportedWhenAskedForWithoutTheOthersFigures() throws IOException {
        Path file = folder.resolve("many.onnx");
        Run export = Run.lynceus("export", "--weights", checkpoint, "--output", file, "--head", "one-to-many");

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(output(file)).containsExactly(7L, 84L);
        assertThat(facts(file)).doesNotContainKeys("head", "end2end", "AP50").containsEntry("architecture", "gelan-t");
    }

    @Test
    void whatCannotBeIsSaidInOneLine() {
        Path file = folder.resolve("none.onnx");
        Run none = Run.lynceus("export", "--weights", stored("gelan-t"), "--output", file, "--head", "one-to-one");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).hasLineCount(1).contains("has no one-to-one head; train one with --head one-to-one");
        Run best = Run.lynceus("export", "--weights", checkpoint, "--output", file, "--best", 100);
        assertThat(best.exitCode()).isEqualTo(2);
        assertThat(best.err())
                .hasLineCount(1)
                .contains("--best is for a model of one output [N, 4 + classes, anchors]");
        Run two = Run.lynceus("train", "--data", "x.yaml", "--head", "two");
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(two.err()).hasLineCount(1).contains("'two'", "one-to-one");
        assertThat(file).doesNotExist();
    }
}
