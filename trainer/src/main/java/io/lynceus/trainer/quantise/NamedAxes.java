package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/**
 * Maps that are resized with two scales, for the height and the width that the node names, as operator set 18 has it.
 * Around 8 bits ONNX Runtime turns maps and looks for a third scale.
 */
final class NamedAxes {
    private static final List<Long> SIDES = List.of(2L, 3L);

    private NamedAxes() {}

    /** The graph with a scale for each of the four dimensions of such maps. */
    static GraphProto unnamed(GraphProto given) {
        Graph graph = new Graph(given);
        Parts parts = new Parts(graph);
        for (NodeProto node : given.getNodeList()) {
            TensorProto scales = node.getInputCount() == 3 ? graph.constant(node.getInput(2)) : null;
            boolean named = node.getOpType().equals("Resize")
                    && Graph.integers(node, "axes").equals(SIDES)
                    && graph.channels(node.getInput(0)) > 0;
            parts.add(named && scales != null ? ofAll(node, scales, parts) : node);
        }
        return given.toBuilder()
                .clearNode()
                .addAllNode(parts.nodes())
                .addAllInitializer(parts.constants())
                .build();
    }

    private static NodeProto ofAll(NodeProto node, TensorProto scales, Parts parts) {
        float[] sides = Tensors.floats(scales);
        String all = parts.constant(Tensors.ofFloats(scales.getName() + ".all", List.of(4L), 1, 1, sides[0], sides[1]));
        return node.toBuilder()
                .setInput(2, all)
                .clearAttribute()
                .addAllAttribute(node.getAttributeList().stream()
                        .filter(attribute -> !attribute.getName().equals("axes"))
                        .toList())
                .build();
    }
}
