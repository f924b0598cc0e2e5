package io.lynceus.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.Pgi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneToOneExportTest {
    @TempDir
    Path folder;

    /** Fewer anchors than rows, and more; several classes, and one. */
    @ParameterizedTest
    @CsvSource({"13, 64, 3", "17, 160, 3", "18, 64, 1", "21, 160, 1"})
    void theFileChoosesTheBoxesThatTheNetworkWould(int operatorSet, int size, int classes) {
        Parity parity =
                export(Architecture.named("gelan-t"), classes, new ExportOptions(size, size, 0, false, operatorSet));

        assertThat(parity.boxes()).isLessThan(1e-3f);
        assertThat(parity.scores()).isLessThan(1e-5f);
    }

    @Test
    void soItDoesInFloat16AndInFixedBatches() {
        Parity parity = export(Architecture.named("gelan-t"), 3, new ExportOptions(96, 64, 2, true, 17));

        assertThat(parity.scores()).isLessThan(1e-2f);
    }

    @ParameterizedTest
    @CsvSource({"reversible", "deep-supervision", "none"})
    void nothingButTheOneToOneHeadIsInTheFile(String pgi) throws IOException {
        Architecture trained = Architecture.named("yolov9-t").with(Pgi.of(pgi));
        export(trained, 3, ExportOptions.of(64, 64));
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("m.onnx")));
        Path plain = folder.resolve("plain.onnx");
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), 3, 0)) {
            HashWeights.fill(network, 1.4);
            new OnnxExporter(ExportOptions.of(64, 64)).export(network, Map.of(), plain);
        }

        assertThat(model.getGraph().getInitializerList().stream()
                        .map(TensorProto::getName)
                        .filter(name -> name.startsWith("model." + trained.head() + ".")))
                .isNotEmpty()
                .allMatch(name -> name.contains(".one2one_"));
        assertThat(convolutions(model)).isEqualTo(convolutions(ModelProto.parseFrom(Files.readAllBytes(plain))));
        assertThat(model.getMetadataPropsList())
                .extracting(StringStringEntryProto::getKey, StringStringEntryProto::getValue)
                .contains(tuple("head", "one-to-one"), tuple("end2end", "true"));
    }

    private static long convolutions(ModelProto model) {
        return model.getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .filter("Conv"::equals)
                .count();
    }

    private Parity export(Architecture architecture, int classes, ExportOptions options) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(architecture.with(HeadKind.ONE_TO_ONE), classes, 0)) {
            HashWeights.fill(network, 1.4);
            return new OnnxExporter(options).export(network, Map.of(), folder.resolve("m.onnx"));
        }
    }
}
