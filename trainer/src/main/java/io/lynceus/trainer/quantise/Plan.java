package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.lynceus.vision.UserError;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a graph's nodes compute in 8 bits, and which tensors are written in them. */
final class Plan {
    /** Windows of a mean that are worth a convolution. */
    private static final long LARGEST_MEAN = 3;

    /** What picks of the numbers that it is given. */
    private static final Set<String> PICKED = Set.of("Split", "Slice", "MaxPool", "Resize");

    private static final String JOINED = "Concat";

    private final Graph graph;
    private final Scheme scheme;
    private final List<String> keep;
    private final Set<String> kept = new LinkedHashSet<>();
    private final Detecting detecting;
    private final Set<NodeProto> nodes = Detecting.none();
    private final Set<String> tensors = new LinkedHashSet<>();
    private final Map<String, String> sameSteps = new HashMap<>();

    /**
     * @param keep nodes that stay float32: their names, or how those begin up to a dot or a slash
     * @throws UserError when nothing is left to be computed in 8 bits, or there is no node of a name
     */
    Plan(Graph graph, Scheme scheme, List<String> keep) {
        this.graph = graph;
        this.scheme = scheme;
        this.keep = keep;
        this.detecting = new Detecting(graph);
        for (NodeProto node : graph.nodes()) {
            if (isKept(node)) {
                continue;
            }
            if (detecting.isBeforeTheLast(node) && takes(node)) {
                add(node);
            }
        }
        for (String name : keep) {
            if (!kept.contains(name)) {
                throw new UserError("--keep " + name + ": the model has no layer of that name");
            }
        }
        if (convolutions() == 0) {
            throw new UserError("the model has no convolution that could be computed in 8 bits");
        }
    }

    private boolean isKept(NodeProto node) {
        boolean any = false;
        for (String name : keep) {
            String own = Graph.name(node);
            if (own.equals(name) || own.startsWith(name + ".") || own.startsWith(name + "/")) {
                kept.add(name);
                any = true;
            }
        }
        return any;
    }

    private boolean takes(NodeProto node) {
        if (node.getOutputList().stream().anyMatch(graph::isOutput)) {
            return false;
        }
        if (node.getOpType().equals("Conv")) {
            return isConvolution(node);
        }
        if (!scheme.between()) {
            return false;
        }
        return switch (node.getOpType()) {
            case "AveragePool" -> isMean(node) && isMade(node.getInput(0));
            case "MaxPool" -> node.getOutputCount() == 1 && isMade(node.getInput(0));
            case "Sigmoid" -> isMade(node.getInput(0)) && gated(node) != null;
            case "Mul" -> isGate(node.getInput(0), node.getInput(1)) || isGate(node.getInput(1), node.getInput(0));
            case "Add" -> isMade(node.getInput(0)) && isMade(node.getInput(1));
            case "Concat" -> node.getInputList().stream().allMatch(this::isMade);
            case "Resize" ->
                isMade(node.getInput(0)) && Graph.text(node, "mode").equals("nearest");
            case "Split", "Slice", "Relu", "LeakyRelu" -> isMade(node.getInput(0));
            default -> false;
        };
    }

    /** Whether it comes out of a node that computes in 8 bits. */
    private boolean isMade(String tensor) {
        NodeProto maker = graph.maker(tensor);
        return maker != null && nodes.contains(maker);
    }

    private boolean isConvolution(NodeProto node) {
        return isFloats(graph.constant(node.getInput(1)))
                && (node.getInputCount() < 3
                        || node.getInput(2).isEmpty()
                        || isFloats(graph.constant(node.getInput(2))));
    }

    private static boolean isFloats(@Nullable TensorProto tensor) {
        return tensor != null && tensor.getDataType() == DataType.FLOAT.getNumber();
    }

    private boolean isMean(NodeProto node) {
        List<Long> window = Graph.integers(node, "kernel_shape");
        boolean padded = Graph.integers(node, "pads").stream().anyMatch(pad -> pad != 0);
        return window.size() == 2
                && window.stream().allMatch(side -> side <= LARGEST_MEAN)
                && (!padded || Graph.integer(node, "count_include_pad", 0) == 1)
                && Graph.integer(node, "ceil_mode", 0) == 0
                && Graph.text(node, "auto_pad").matches("|NOTSET")
                && graph.channels(node.getInput(0)) > 0;
    }

    /** The product of a sigmoid and what went into it; null where it is something else's. */
    private @Nullable NodeProto gated(NodeProto sigmoid) {
        List<NodeProto> takers = graph.takers(sigmoid.getOutput(0));
        return takers.size() == 1
                        && takers.get(0).getOpType().equals("Mul")
                        && takers.get(0).getInputList().contains(sigmoid.getInput(0))
                ? takers.get(0)
                : null;
    }

    private boolean isGate(String gate, String gated) {
        NodeProto maker = graph.maker(gate);
        return maker != null
                && maker.getOpType().equals("Sigmoid")
                && nodes.contains(maker)
                && maker.getInput(0).equals(gated);
    }

    private void add(NodeProto node) {
        nodes.add(node);
        boolean several = Set.of("Add", "Mul", "Concat").contains(node.getOpType());
        tensors.addAll(several ? node.getInputList() : List.of(node.getInput(0)));
        if (!scheme.between()) {
            return;
        }
        if (node.getOpType().equals("Relu")) {
            // A runtime makes the convolution's own result end at zero: there are no steps between the two.
            NodeProto maker = graph.maker(node.getInput(0));
            if (maker != null
                    && maker.getOpType().equals("Conv")
                    && graph.takers(node.getInput(0)).size() == 1) {
                tensors.remove(node.getInput(0));
            }
        }
        tensors.addAll(node.getOutputList());
        if (PICKED.contains(node.getOpType())) {
            node.getOutputList().forEach(output -> share(output, node.getInput(0)));
        }
        if (node.getOpType().equals(JOINED)) {
            // Bytes of the same steps are copied; of others each is looked up.
            node.getInputList().forEach(input -> share(input, node.getOutput(0)));
        }
    }

    /** Whether a node computes in 8 bits. */
    boolean contains(NodeProto node) {
        return nodes.contains(node);
    }

    /** The tensors that are written in 8 bits, in an order that may be run. */
    Set<String> tensors() {
        return tensors;
    }

    /** Whether a node's numbers are those that it was given, which share their steps. */
    static boolean handsOn(NodeProto node) {
        return PICKED.contains(node.getOpType()) || node.getOpType().equals(JOINED);
    }

    private void share(String tensor, String other) {
        String steps = steps(tensor);
        if (!steps.equals(steps(other))) {
            sameSteps.put(steps, steps(other));
        }
    }

    /** The tensor whose steps this one has: itself, or one that it is a part of, or put together with. */
    String steps(String tensor) {
        String other = sameSteps.get(tensor);
        return other == null ? tensor : steps(other);
    }

    /** Whether a tensor goes into x times sigmoid(x) and nowhere else. */
    boolean isGated(String tensor) {
        List<NodeProto> takers = graph.takers(tensor);
        return takers.size() == 2
                && takers.stream().allMatch(nodes::contains)
                && takers.stream().anyMatch(taker -> taker.getOpType().equals("Sigmoid"))
                && takers.stream().anyMatch(taker -> taker.getOpType().equals("Mul"));
    }

    /** How many convolutions compute in 8 bits. */
    long convolutions() {
        return nodes.stream().filter(node -> node.getOpType().equals("Conv")).count();
    }

    /** The convolutions that do. */
    List<NodeProto> layers() {
        return graph.nodes().stream()
                .filter(node -> node.getOpType().equals("Conv") && nodes.contains(node))
                .toList();
    }
}
