package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
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
    private final Map<String, Tensor8> tensors = new HashMap<>();

    /**
     * A tensor that is written in 8 bits.
     *
     * @param bytes what these are called
     * @param scale of one step: the constant's name
     * @param zero which of the numbers is zero: the constant's name
     * @param again what the floats that are made of it are called
     */
    private record Tensor8(String bytes, String scale, String zero, String again) {}

    /** @param ranges of each tensor of the plan */
    Quantiser(Graph graph, Plan plan, Scheme scheme, Map<String, Range> ranges) {
        this.graph = graph;
        this.plan = plan;
        this.scheme = scheme;
        this.ranges = ranges;
        this.parts = new Parts(graph);
    }

    /** The model with its graph written anew, all else as it is. */
    ModelProto write(ModelProto model) {
        GraphProto old = model.getGraph();
        old.getInputList().stream().map(ValueInfoProto::getName).forEach(this::pair);
        for (NodeProto node : old.getNodeList()) {
            parts.add(plan.contains(node) ? inBytes(node) : rewired(node).build());
            node.getOutputList().forEach(this::pair);
        }
        Set<String> taken = new HashSet<>();
        parts.nodes().forEach(node -> taken.addAll(node.getInputList()));
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

    /** Adds the pair of a tensor that is written in 8 bits. */
    private void pair(String tensor) {
        if (!plan.tensors().contains(tensor)) {
            return;
        }
        Range range = range(tensor);
        DataType type = scheme.symmetric() ? DataType.INT8 : DataType.UINT8;
        String scale = parts.constant(Tensors.ofFloats(tensor + ".scale", List.of(), scheme.scale(range)));
        String zero = parts.constant(Tensors.ofBytes(tensor + ".zero", type, List.of(), (byte) scheme.zero(range)));
        String bytes = parts.node("QuantizeLinear", tensor + ".q", List.of(), tensor, scale, zero);
        String again = parts.node("DequantizeLinear", tensor + AGAIN, List.of(), bytes, scale, zero);
        tensors.put(tensor, new Tensor8(bytes, scale, zero, again));
    }

    private Range range(String tensor) {
        return ranges.getOrDefault(plan.steps(tensor), Range.NONE);
    }

    private NodeProto inBytes(NodeProto node) {
        return switch (node.getOpType()) {
            case "Conv" -> convolution(node);
            case "AveragePool" -> mean(node);
            default -> rewired(node).build();
        };
    }

    private NodeProto convolution(NodeProto node) {
        Filters filters = Filters.of(constant(node, 1), Graph.integer(node, "group", 1));
        NodeProto.Builder rewired = rewired(node);
        if (!scheme.symmetric()) {
            Filters whole = filters.whole();
            if (whole.group() != filters.group()) {
                set(rewired, integer("group", whole.group()));
            }
            filters = whole.filled();
            if (filters.channels() != whole.channels()) {
                rewired.setInput(0, padded(node.getInput(0), filters.channels() - whole.channels()));
            }
        }
        boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        float[] bias = biased ? Tensors.floats(constant(node, 2)) : new float[filters.count()];
        float step = scheme.scale(range(node.getInput(0)));
        Kernel8 kernel = Kernel8.of(filters.weights(), bias, step, scheme.largestWeight());
        String name = Graph.name(node);
        rewired.setInput(1, weights(name, filters.shape(), kernel));
        if (biased && !scheme.symmetric()) {
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

    /** A tensor in 8 bits with channels of zeros behind its own, again as floats. */
    private String padded(String tensor, int channels) {
        Tensor8 narrow = Objects.requireNonNull(tensors.get(tensor));
        String pads = parts.constant(Tensors.ofLongs(tensor + ".pads", 0, 0, 0, 0, 0, channels, 0, 0));
        String bytes = parts.node("Pad", tensor + ".padded", List.of(), narrow.bytes(), pads, narrow.zero());
        return parts.node("DequantizeLinear", bytes + AGAIN, List.of(), bytes, narrow.scale(), narrow.zero());
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
        return mean.addAttribute(integer("group", channels)).build();
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
                List.of(integer("axis", 0)),
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

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }
}
