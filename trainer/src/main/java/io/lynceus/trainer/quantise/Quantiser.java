package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a graph anew with what the plan says in 8 bits, each tensor as a pair of QuantizeLinear and DequantizeLinear,
 * which runtimes make one with the nodes around them. Used once.
 */
final class Quantiser {
    private static final String QUANTISED = ".q";
    private static final String AGAIN = ".dq";

    private final Graph graph;
    private final Plan plan;
    private final Scheme scheme;
    private final Map<String, Range> ranges;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();
    private final Set<String> written = new HashSet<>();

    /** @param ranges of each tensor of the plan */
    Quantiser(Graph graph, Plan plan, Scheme scheme, Map<String, Range> ranges) {
        this.graph = graph;
        this.plan = plan;
        this.scheme = scheme;
        this.ranges = ranges;
    }

    /** The model with its graph written anew, all else as it is. */
    ModelProto write(ModelProto model) {
        GraphProto old = model.getGraph();
        old.getInputList().stream().map(ValueInfoProto::getName).forEach(this::pair);
        for (NodeProto node : old.getNodeList()) {
            nodes.add(plan.contains(node) ? inBytes(node) : rewired(node).build());
            node.getOutputList().forEach(this::pair);
        }
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> taken.addAll(node.getInputList()));
        GraphProto.Builder graphs = old.toBuilder()
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .clearValueInfo()
                .clearQuantizationAnnotation();
        old.getInitializerList().stream()
                .filter(tensor -> taken.contains(tensor.getName()))
                .forEach(graphs::addInitializer);
        return model.toBuilder().setGraph(graphs.addAllInitializer(constants)).build();
    }

    /** Adds the pair of a tensor that is written in 8 bits. */
    private void pair(String tensor) {
        if (!plan.tensors().contains(tensor)) {
            return;
        }
        Range range = range(tensor);
        String scale = once(Tensors.ofFloats(tensor + ".scale", List.of(), scheme.scale(range)));
        String zero = once(
                Tensors.ofBytes(tensor + ".zero", scheme.symmetric() ? DataType.INT8 : DataType.UINT8, List.of(), (byte)
                        scheme.zero(range)));
        nodes.add(
                node("QuantizeLinear", tensor + QUANTISED, tensor, scale, zero).build());
        nodes.add(node("DequantizeLinear", tensor + AGAIN, tensor + QUANTISED, scale, zero)
                .build());
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
        TensorProto weights = constant(node, 1);
        boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        float[] bias = biased ? Tensors.floats(constant(node, 2)) : new float[(int) weights.getDims(0)];
        float step = scheme.scale(range(node.getInput(0)));
        Kernel8 kernel = Kernel8.of(Tensors.floats(weights), bias, step, scheme.largestWeight());
        String name = Graph.name(node);
        NodeProto.Builder rewired = rewired(node).setInput(1, weights(name, weights.getDimsList(), kernel));
        if (biased && !scheme.symmetric()) {
            float[] steps = kernel.steps(step);
            List<Long> channels = List.of((long) bias.length);
            String whole = once(Tensors.ofInts(name + ".b", channels, Kernel8.bias(bias, steps)));
            String scale = once(Tensors.ofFloats(name + ".b.scale", channels, steps));
            rewired.setInput(2, channelwise(name + ".b" + AGAIN, whole, scale));
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
        String values = once(Tensors.ofBytes(name + ".w", DataType.INT8, shape, kernel.values()));
        List<Long> channels = List.of((long) kernel.scales().length);
        String scale = once(Tensors.ofFloats(name + ".w.scale", channels, kernel.scales()));
        return channelwise(name + ".w" + AGAIN, values, scale);
    }

    private String channelwise(String name, String values, String scale) {
        nodes.add(node("DequantizeLinear", name, values, scale)
                .addAttribute(integer("axis", 0))
                .build());
        return name;
    }

    /** The node as it is, with tensors taken from 8 bits where it, or what makes them, computes in those. */
    private NodeProto.Builder rewired(NodeProto node) {
        NodeProto.Builder rewired = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            String tensor = node.getInput(i);
            NodeProto maker = graph.maker(tensor);
            if (plan.tensors().contains(tensor) && (plan.contains(node) || (maker != null && plan.contains(maker)))) {
                rewired.setInput(i, tensor + AGAIN);
            }
        }
        return rewired;
    }

    private String once(TensorProto constant) {
        if (written.add(constant.getName())) {
            constants.add(constant);
        }
        return constant.getName();
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }
}
