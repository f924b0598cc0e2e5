package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Where in a detector's graph the layers end and the decoding of boxes begins. The last convolutions say boxes and
 * scores; what comes after them needs more than 8 bits, and costs little.
 */
final class Detecting {
    private static final Set<String> SHAPING = Set.of("Reshape", "Transpose", "Identity", "Squeeze", "Unsqueeze");

    private final Graph graph;
    private final Set<NodeProto> before = none();

    Detecting(Graph graph) {
        this.graph = graph;
        Set<NodeProto> withConvolutionAfter = none();
        List<NodeProto> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            boolean after = node.getOutputList().stream()
                    .flatMap(output -> graph.takers(output).stream())
                    .anyMatch(taker -> withConvolutionAfter.contains(taker) || isLayer(taker));
            if (after) {
                withConvolutionAfter.add(node);
            }
        }
        before.addAll(withConvolutionAfter);
    }

    /** Nodes that a convolution comes after. */
    boolean isBeforeTheLast(NodeProto node) {
        return before.contains(node);
    }

    /** A convolution that is a layer, and no way of writing a sum of a distribution's parts. */
    private boolean isLayer(NodeProto node) {
        if (!node.getOpType().equals("Conv")) {
            return false;
        }
        Deque<String> back = new ArrayDeque<>(List.of(node.getInput(0)));
        while (!back.isEmpty()) {
            NodeProto maker = graph.maker(back.remove());
            if (maker != null && maker.getOpType().equals("Softmax")) {
                TensorProto weights = graph.constant(node.getInput(1));
                return weights == null || weights.getDims(0) > 1;
            }
            if (maker != null && SHAPING.contains(maker.getOpType())) {
                back.add(maker.getInput(0));
            }
        }
        return true;
    }

    /** A set of nodes by identity. */
    static Set<NodeProto> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
