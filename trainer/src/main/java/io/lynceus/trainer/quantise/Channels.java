package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many channels the maps of (N, channels, height, width) in a graph have, as far as the nodes tell. */
final class Channels {
    private final Graph graph;
    private final Map<String, Long> known = new HashMap<>();

    Channels(Graph graph) {
        this.graph = graph;
        // In an order that may be run: what goes into a node is known when it comes.
        for (NodeProto node : graph.nodes()) {
            for (int i = 0; i < node.getOutputCount(); i++) {
                known.put(node.getOutput(i), of(node, i));
            }
        }
    }

    /** 0 where nobody says. */
    long of(String tensor) {
        return known.getOrDefault(tensor, 0L);
    }

    private long of(NodeProto node, int output) {
        return switch (node.getOpType()) {
            case "Conv" -> weights(graph.constant(node.getInput(1)));
            case "Concat" -> sum(node);
            case "Split" -> piece(node, output);
            case "Mul", "Add" -> both(node);
            case "Sigmoid", "Relu", "LeakyRelu", "MaxPool", "AveragePool", "Resize" -> of(node.getInput(0));
            default -> 0;
        };
    }

    /** One channel may be for all of the other's. */
    private long both(NodeProto node) {
        long first = of(node.getInput(0));
        return first == of(node.getInput(1)) ? first : 0;
    }

    private static long weights(@Nullable TensorProto weights) {
        return weights == null ? 0 : weights.getDims(0);
    }

    private long sum(NodeProto node) {
        boolean all = Graph.integer(node, "axis", 0) == 1
                && node.getInputList().stream().allMatch(input -> of(input) > 0);
        return all ? node.getInputList().stream().mapToLong(this::of).sum() : 0;
    }

    private long piece(NodeProto node, int output) {
        TensorProto sizes = node.getInputCount() > 1 ? graph.constant(node.getInput(1)) : null;
        return sizes == null || Graph.integer(node, "axis", 0) != 1 ? 0 : Tensors.longs(sizes)[output];
    }
}
