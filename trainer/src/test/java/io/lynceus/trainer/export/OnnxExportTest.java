package io.lynceus.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.Network;
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

class OnnxExportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"gelan-t, 1.4", "yolov9-t, 1.35", "gelan-c, 1.4"})
    void answersAsTheNetworkDoes(String name, double gain) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named(name), 3, 0)) {
            HashWeights.fill(network, gain);

            Parity parity = new OnnxExporter(64, 96).export(network, Map.of(), folder.resolve("m.onnx"));

            assertThat(parity.boxes()).isLessThan(1e-3f);
            assertThat(parity.scores()).isLessThan(1e-5f);
        }
    }

    @Test
    void leavesOutTheAuxiliaryBranchAndTheNorms() throws IOException {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), 3, 0)) {
            Path file = folder.resolve("m.onnx");
            new OnnxExporter(64, 64).export(network, Map.of("name", "it"), file);
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

    @Test
    void refusesASizeThatTheStridesDoNotDivide() {
        assertThatThrownBy(() -> new OnnxExporter(384, 100))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("multiples of 32");
    }

    @Test
    void writesNamesAsPythonDoes() {
        assertThat(ModelFacts.python(List.of("person", "cow's"))).isEqualTo("{0: 'person', 1: 'cow\\'s'}");
    }
}
