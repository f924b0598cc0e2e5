package io.lynceus.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Block;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Pgi;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxExportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"gelan-t, 1.4", "yolov9-t, 1.35", "gelan-c, 1.4"})
    void answersAsTheNetworkDoes(String name, double gain) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named(name), 3, 0)) {
            HashWeights.fill(network, gain);

            Parity parity =
                    new OnnxExporter(ExportOptions.of(64, 96)).export(network, Map.of(), folder.resolve("m.onnx"));

            assertThat(parity.boxes()).isLessThan(1e-3f);
            assertThat(parity.scores()).isLessThan(1e-5f);
        }
    }

    @ParameterizedTest
    @EnumSource(Block.class)
    void answersAsTheNetworkDoesWithEachBlock(Block block) {
        answersAsTheNetworkDoes(Architecture.named("yolov9-t").with(block));
    }

    @Test
    void answersAsTheNetworkDoesAfterDeepSupervision() {
        answersAsTheNetworkDoes(Architecture.named("yolov9-t").with(Pgi.DEEP_SUPERVISION));
    }

    private void answersAsTheNetworkDoes(Architecture architecture) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(architecture, 3, 0)) {
            HashWeights.fill(network, 1.3);

            Parity parity =
                    new OnnxExporter(ExportOptions.of(64, 64)).export(network, Map.of(), folder.resolve("m.onnx"));

            assertThat(parity.boxes()).isLessThan(1e-3f);
            assertThat(parity.scores()).isLessThan(1e-5f);
        }
    }

    @Test
    void leavesOutTheAuxiliaryBranchAndTheNorms() throws IOException {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), 3, 0)) {
            Path file = folder.resolve("m.onnx");
            new OnnxExporter(ExportOptions.of(64, 64)).export(network, Map.of("name", "it"), file);
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
            List<NodeProto> nodes = model.getGraph().getNodeList();

            assertThat(nodes).extracting(NodeProto::getOpType).doesNotContain("BatchNormalization");
            assertThat(nodes).extracting(NodeProto::getName).noneMatch(name -> name.startsWith("model.22."));
            assertThat(model.getMetadataProps(0).getValue()).isEqualTo("it");
            assertThat(model.getGraph()
                            .getInput(0)
                            .getType()
                            .getTensorType()
                            .getShape()
                            .getDim(0)
                            .getDimParam())
                    .isEqualTo("N");
            assertThat(Files.list(folder)).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ExportOptions.OLDEST, 18, 19, ExportOptions.NEWEST})
    void answersTheSameInEachOperatorSet(int operatorSet) {
        assertThat(parity(new ExportOptions(64, 64, 0, false, operatorSet)).boxes())
                .isLessThan(1e-3f);
    }

    @Test
    void halvesTheFileAndDecodesInFullPrecision() throws IOException {
        assertThat(parity(new ExportOptions(64, 64, 0, true, 17)).scores()).isLessThan(1e-2f);
        long half = Files.size(folder.resolve("m.onnx"));
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("m.onnx")));
        parity(ExportOptions.of(64, 64));

        assertThat(half).isLessThan(Files.size(folder.resolve("m.onnx")) * 6 / 10);
        assertThat(model.getGraph().getInitializerList())
                .filteredOn(constant -> constant.getName().startsWith("model."))
                .isNotEmpty()
                .allMatch(constant -> constant.getDataType() == DataType.FLOAT16.getNumber());
        assertThat(List.of(model.getGraph().getInput(0), model.getGraph().getOutput(0)))
                .allMatch(value -> value.getType().getTensorType().getElemType() == DataType.FLOAT.getNumber());
    }

    @Test
    void fixesTheBatchWhenToldTo() throws IOException {
        parity(new ExportOptions(64, 64, 3, false, 17));
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("m.onnx")));
        assertThat(List.of(model.getGraph().getInput(0), model.getGraph().getOutput(0)))
                .allMatch(value ->
                        value.getType().getTensorType().getShape().getDim(0).getDimValue() == 3);
    }

    private Parity parity(ExportOptions options) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), 3, 0)) {
            HashWeights.fill(network, 1.4);
            return new OnnxExporter(options).export(network, Map.of(), folder.resolve("m.onnx"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 17", "1, 12", "1, 22"})
    void refusesABatchOrOperatorSetThatCannotBe(int batch, int operatorSet) {
        assertThatThrownBy(() -> new ExportOptions(64, 64, batch, false, operatorSet))
                .isInstanceOf(UserError.class);
    }

    @Test
    void refusesASizeThatTheStridesDoNotDivide() {
        assertThatThrownBy(() -> ExportOptions.of(384, 100))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("multiples of 32");
    }
}
