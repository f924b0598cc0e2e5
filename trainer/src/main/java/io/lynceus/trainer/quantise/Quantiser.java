package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lynceus.trainer.export.OnnxAttributes;
import io.lynceus.vision.model.InputSize;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a graph anew with what the plan says in 8 bits, each tensor as a pair of QuantizeLinear and DequantizeLinear,
 * which runtimes make one with the nodes around them. Used once.
 */
final class Quantiser {
    private static final String AGAIN = ".dq";

    private final Graph graph;
    private final Plan plan;
    private final Scheme scheme;
    private final Map<String, Range> ranges;
    private final Parts parts;
    private final Maps8 maps;
    private final Map<String, Tensor8> tensors = new HashMap<>();

    /**
     * A tensor that is written in 8 bits.
     *
     * @param bytes what these are called
     * @param scale of one step: the constant's name
     * @param zero which of the numbers is zero: the constant's name
     * @param again what the floats that are made of it are called
     */
    private record Tensor8(String bytes, String scale, String zero, String again) {
        /** Other bytes of the same steps. */
        Tensor8 as(String other) {
            return new Tensor8(other, scale, zero, again);
        }
    }

    /** @param ranges of each tensor of the plan */
    Quantiser(Graph graph, Plan plan, Scheme scheme, Map<String, Range> ranges) {
        this.graph = graph;
        this.plan = plan;
        this.scheme = scheme;
        this.ranges = ranges;
        this.parts = new Parts(graph);
        this.maps = new Maps8(parts);
    }

    /** The model with its graph written anew, all else as it is. */
    ModelProto write(ModelProto model) {
        GraphProto old = model.getGraph();
        old.getInputList().stream().map(ValueInfoProto::getName).forEach(this::pair);
        for (NodeProto node : old.getNodeList()) {
            if (!plan.contains(node)) {
                parts.add(rewired(node).build());
            } else if (Doubling.is(graph, node)) {
                doubled(node);
            } else {
                inBytes(node);
            }
            node.getOutputList().forEach(this::pair);
        }
        Set<String> taken = new HashSet<>();
        addTaken(parts.nodes(), taken);
        GraphProto.Builder written =
                old.toBuilder().clearNode().clearInitializer().clearValueInfo().clearQuantizationAnnotation();
        parts.nodes().stream()
                .filter(node -> !node.getOpType().equals("DequantizeLinear") || taken.contains(node.getOutput(0)))
                .forEach(written::addNode);
        old.getInitializerList().stream()
                .filter(tensor -> taken.contains(tensor.getName()))
                .forEach(written::addInitializer);
        return model.toBuilder()
                .setGraph(written.addAllInitializer(parts.constants()))
                .build();
    }

    /** What nodes take, and those of the branches and loops that they have. */
    private static void addTaken(List<NodeProto> nodes, Set<String> taken) {
        for (NodeProto node : nodes) {
            taken.addAll(node.getInputList());
            node.getAttributeList()
                    .forEach(attribute -> addTaken(attribute.getG().getNodeList(), taken));
        }
    }

    /** Adds the pair of a tensor that is written in 8 bits. */
    private void pair(String tensor) {
        if (!plan.tensors().contains(tensor) || tensors.containsKey(tensor)) {
            return;
        }
        Tensor8 bytes = bytes(tensor, tensor);
        String again =
                parts.node("DequantizeLinear", tensor + AGAIN, List.of(), bytes.bytes(), bytes.scale(), bytes.zero());
        tensors.put(tensor, new Tensor8(bytes.bytes(), bytes.scale(), bytes.zero(), again));
    }

    /** The bytes of floats that are those of a tensor, in whichever order, without what is made of them. */
    private Tensor8 bytes(String tensor, String floats) {
        Range range = range(tensor);
        DataType type = scheme.symmetric() ? DataType.INT8 : DataType.UINT8;
        String scale = parts.constant(Tensors.ofFloats(tensor + ".scale", List.of(), scheme.scale(range)));
        String zero = parts.constant(Tensors.ofBytes(tensor + ".zero", type, List.of(), (byte) scheme.zero(range)));
        String bytes = parts.node("QuantizeLinear", floats + ".q", List.of(), floats, scale, zero);
        return new Tensor8(bytes, scale, zero, tensor);
    }

    /** Adds a tensor of which there are bytes only. */
    private void made(Tensor8 tensor) {
        parts.add(NodeProto.newBuilder()
                .setOpType("DequantizeLinear")
                .setName(parts.fresh(tensor.again() + AGAIN))
                .addInput(tensor.bytes())
                .addInput(tensor.scale())
                .addInput(tensor.zero())
                .addOutput(tensor.again())
                .build());
        tensors.put(tensor.again(), tensor);
    }

    private void doubled(NodeProto node) {
        Tensor8 small = Objects.requireNonNull(tensors.get(node.getInput(0)));
        InputSize size = Objects.requireNonNull(graph.size(node.getInput(0)));
        String bytes = maps.doubled(small.bytes(), graph.channels(node.getInput(0)), size);
        made(new Tensor8(bytes, small.scale(), small.zero(), node.getOutput(0)));
    }

    private Range range(String tensor) {
        return ranges.getOrDefault(plan.steps(tensor), Range.NONE);
    }

    private void inBytes(NodeProto node) {
        switch (node.getOpType()) {
            case "Conv" -> convolution(node);
            case "AveragePool" -> parts.add(mean(node));
            default -> parts.add(rewired(node).build());
        }
    }

    private void convolution(NodeProto node) {
        Filters filters = Filters.of(constant(node, 1), Graph.integer(node, "group", 1));
        NodeProto.Builder rewired = rewired(node);
        if (scheme.symmetric()) {
            parts.add(weighed(rewired, node, filters, bias(node)));
            return;
        }
        Filters whole = filters.whole();
        if (whole.group() != filters.group()) {
            set(rewired, OnnxAttributes.integer("group", whole.group()));
        }
        filters = whole.filled();
        Tensor8 given = Objects.requireNonNull(tensors.get(node.getInput(0)));
        Tensor8 taken = given;
        if (filters.channels() != whole.channels()) {
            taken = padded(taken, filters.channels() - whole.channels());
        }
        boolean two = filters.areTiny() && mayGiveTwoPlaces(node);
        if (two) {
            taken = taken.as(maps.columns(taken.bytes(), (long) Filters.FOUR_COLUMNS * filters.channels()));
        }
        if (taken != given) {
            rewired.setInput(0, floats(taken));
        }
        if (two) {
            twoPlaces(rewired, node, filters);
        } else {
            parts.add(weighed(rewired, node, filters, bias(node)));
        }
    }

    /** Whether it is of 3x3 in steps of two, on the whole network's input, whose rows four columns divide. */
    private boolean mayGiveTwoPlaces(NodeProto node) {
        InputSize size = graph.size(node.getInput(0));
        return graph.isInput(node.getInput(0))
                && size != null
                && size.width() % Filters.FOUR_COLUMNS == 0
                && plan.tensors().contains(node.getOutput(0))
                && Graph.integers(node, "kernel_shape").equals(List.of(3L, 3L))
                && Graph.integers(node, "strides").equals(List.of(2L, 2L))
                && Graph.integers(node, "pads").equals(List.of(1L, 1L, 1L, 1L))
                && Graph.integers(node, "dilations").stream().allMatch(apart -> apart == 1);
    }

    /** The convolution that gives results of two places as the channels of one, and those places apart again. */
    private void twoPlaces(NodeProto.Builder rewired, NodeProto node, Filters filters) {
        float[] once = bias(node);
        float[] bias = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, bias, once.length, once.length);
        set(rewired, OnnxAttributes.ints("kernel_shape", 3, 2));
        set(rewired, OnnxAttributes.ints("strides", 2, 1));
        set(rewired, OnnxAttributes.ints("pads", 1, 1, 1, 0));
        String output = node.getOutput(0);
        String pairs = parts.fresh(output + ".pairs");
        parts.add(weighed(rewired.setOutput(0, pairs), node, filters.ofTwoPlaces(), bias));
        Tensor8 bytes = bytes(output, pairs);
        made(bytes.as(maps.columns(bytes.bytes(), filters.count())));
    }

    private float[] bias(NodeProto node) {
        return isBiased(node)
                ? Tensors.floats(constant(node, 2))
                : new float[(int) constant(node, 1).getDims(0)];
    }

    private static boolean isBiased(NodeProto node) {
        return node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    }

    /** A convolution with its weights in 8 bits. */
    private NodeProto weighed(NodeProto.Builder rewired, NodeProto node, Filters filters, float[] bias) {
        float step = scheme.scale(range(node.getInput(0)));
        Kernel8 kernel = Kernel8.of(filters.weights(), bias, step, scheme.largestWeight());
        String name = Graph.name(node);
        rewired.setInput(1, weights(name, filters.shape(), kernel));
        if (isBiased(node) && !scheme.symmetric()) {
            float[] steps = kernel.steps(step);
            List<Long> channels = List.of((long) bias.length);
            rewired.setInput(
                    2,
                    channelwise(
                            name + ".b",
                            Tensors.ofInts(name + ".b", channels, Kernel8.bias(bias, steps)),
                            Tensors.ofFloats(name + ".b.scale", channels, steps)));
        }
        return rewired.build();
    }

    private TensorProto constant(NodeProto node, int input) {
        TensorProto found = graph.constant(node.getInput(input));
        if (found == null) {
            throw new IllegalStateException("the plan has taken a convolution without constants");
        }
        return found;
    }

    /** A tensor in 8 bits with channels of zeros behind its own. */
    private Tensor8 padded(Tensor8 narrow, int channels) {
        String pads = parts.constant(Tensors.ofLongs(narrow.bytes() + ".pads", 0, 0, 0, 0, 0, channels, 0, 0));
        return narrow.as(parts.node("Pad", narrow.bytes() + ".padded", List.of(), narrow.bytes(), pads, narrow.zero()));
    }

    private String floats(Tensor8 tensor) {
        return parts.node(
                "DequantizeLinear", tensor.bytes() + AGAIN, List.of(), tensor.bytes(), tensor.scale(), tensor.zero());
    }

    /** A mean over a window as a convolution of each channel: the runtimes' own for 8 bits is slower than in float. */
    private NodeProto mean(NodeProto node) {
        int channels = (int) graph.channels(node.getInput(0));
        List<Long> window = Graph.integers(node, "kernel_shape");
        Kernel8 kernel = Kernel8.mean(channels, (int) (window.get(0) * window.get(1)), scheme.largestWeight());
        List<Long> shape = List.of((long) channels, 1L, window.get(0), window.get(1));
        NodeProto.Builder mean = rewired(node)
                .setOpType("Conv")
                .addInput(weights(Graph.name(node), shape, kernel))
                .clearAttribute();
        node.getAttributeList().stream()
                .filter(attribute -> Set.of("kernel_shape", "strides", "pads").contains(attribute.getName()))
                .forEach(mean::addAttribute);
        return mean.addAttribute(OnnxAttributes.integer("group", channels)).build();
    }

    private String weights(String name, List<Long> shape, Kernel8 kernel) {
        List<Long> channels = List.of((long) kernel.scales().length);
        return channelwise(
                name + ".w",
                Tensors.ofBytes(name + ".w", DataType.INT8, shape, kernel.values()),
                Tensors.ofFloats(name + ".w.scale", channels, kernel.scales()));
    }

    private String channelwise(String name, TensorProto values, TensorProto scale) {
        return parts.node(
                "DequantizeLinear",
                name + AGAIN,
                List.of(OnnxAttributes.integer("axis", 0)),
                parts.constant(values),
                parts.constant(scale));
    }

    /** The node as it is, with tensors taken from 8 bits where it, or what makes them, computes in those. */
    private NodeProto.Builder rewired(NodeProto node) {
        NodeProto.Builder rewired = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            Tensor8 tensor = tensors.get(node.getInput(i));
            NodeProto maker = graph.maker(node.getInput(i));
            if (tensor != null && (plan.contains(node) || (maker != null && plan.contains(maker)))) {
                rewired.setInput(i, tensor.again());
            }
        }
        return rewired;
    }

    private static void set(NodeProto.Builder node, AttributeProto attribute) {
        List<AttributeProto> others = node.getAttributeList().stream()
                .filter(other -> !other.getName().equals(attribute.getName()))
                .toList();
        node.clearAttribute().addAllAttribute(others).addAttribute(attribute);
    }
}
