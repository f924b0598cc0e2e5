package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.lynceus.vision.model.InputSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How high and wide the maps of (N, channels, height, width) in a graph are, as far as its inputs and nodes tell. */
final class Sides {
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    private static final int DIMENSIONS = 4;

    private final Graph graph;
    private final Map<String, InputSize> known = new HashMap<>();

    Sides(Graph graph, Map<String, InputSize> inputs) {
        this.graph = graph;
        known.putAll(inputs);
        // In an order that may be run: what goes into a node is known when it comes.
        for (NodeProto node : graph.nodes()) {
            InputSize size = of(node);
            if (size != null) {
                node.getOutputList().forEach(output -> known.put(output, size));
            }
        }
    }

    /** Null where nobody says. */
    @Nullable
    InputSize of(String tensor) {
        return known.get(tensor);
    }

    private @Nullable InputSize of(NodeProto node) {
        InputSize given = node.getInputCount() == 0 ? null : of(node.getInput(0));
        if (given == null) {
            return null;
        }
        return switch (node.getOpType()) {
            case "Conv", "MaxPool", "AveragePool" -> windows(node, given);
            case "Concat", "Split" -> Graph.integer(node, "axis", 0) == 1 ? given : null;
            case "Sigmoid", "Relu", "LeakyRelu" -> given;
            // One number may be for a whole row, or map: such a result is as large as the other.
            case "Mul", "Add" -> given.equals(of(node.getInput(1))) ? given : null;
            case "Resize" -> resized(node, given);
            default -> null;
        };
    }

    private @Nullable InputSize windows(NodeProto node, InputSize given) {
        List<Long> window = Graph.integers(node, "kernel_shape");
        if (window.size() != 2
                || Graph.integer(node, "ceil_mode", 0) != 0
                || !Graph.text(node, "auto_pad").matches("|NOTSET")) {
            return null;
        }
        return size(places(node, 0, window, given.height()), places(node, 1, window, given.width()));
    }

    private static long places(NodeProto node, int side, List<Long> window, int length) {
        List<Long> pads = Graph.integers(node, "pads");
        long padded = pads.isEmpty() ? length : length + pads.get(side) + pads.get(side + 2);
        long seen = at(node, "dilations", side) * (window.get(side) - 1) + 1;
        return (padded - seen) / at(node, "strides", side) + 1;
    }

    private static long at(NodeProto node, String name, int side) {
        List<Long> values = Graph.integers(node, name);
        return values.isEmpty() ? 1 : values.get(side);
    }

    private @Nullable InputSize resized(NodeProto node, InputSize given) {
        TensorProto scales = node.getInputCount() == 3 ? graph.constant(node.getInput(2)) : null;
        if (scales == null) {
            return null;
        }
        float[] ratio = Tensors.floats(scales);
        if (ratio.length != DIMENSIONS) {
            // Of some dimensions alone, which the node names.
            return null;
        }
        return size((long) (given.height() * ratio[HEIGHT]), (long) (given.width() * ratio[WIDTH]));
    }

    private static @Nullable InputSize size(long height, long width) {
        return height > 0 && width > 0 ? new InputSize((int) height, (int) width) : null;
    }
}
