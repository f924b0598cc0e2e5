package io.lynceus.trainer.quantise;

import static io.lynceus.trainer.quantise.TestNodes.node;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    @Test
    void whatOnlyABranchTakesStays() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInput(ValueInfoProto.newBuilder().setName("images"))
                .addOutput(ValueInfoProto.newBuilder().setName("answer"))
                .addInitializer(Tensors.ofFloats("of a branch", List.of(1L), 1))
                .addInitializer(Tensors.ofFloats("of nobody", List.of(1L), 1));
        for (String name : List.of("look", "seen")) {
            graph.addInitializer(Tensors.ofFloats(name + ".weight", List.of(1L, 4L, 1L, 1L), 1, 2, 3, 4));
        }
        graph.addNode(node("Conv", "look", "images", "look.weight"))
                .addNode(node("Conv", "seen", "look", "seen.weight"))
                .addNode(node("If", "answer", "seen")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("then_branch")
                                .setType(AttributeType.GRAPH)
                                .setG(GraphProto.newBuilder().addNode(node("Identity", "branch", "of a branch")))));
        ModelProto model = ModelProto.newBuilder().setGraph(graph).build();
        Graph read = new Graph(model.getGraph());
        Plan plan = new Plan(read, Scheme.ONNXRUNTIME, List.of());

        GraphProto written = new Quantiser(read, plan, Scheme.ONNXRUNTIME, Map.of())
                .write(model)
                .getGraph();

        assertThat(written.getInitializerList())
                .extracting(TensorProto::getName)
                .contains("of a branch")
                .doesNotContain("of nobody", "look.weight");
    }
}
