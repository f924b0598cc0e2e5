package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lynceus.vision.model.InputSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A graph to be looked at: who makes a tensor, and who takes it. Nodes are told apart by identity. */
final class Graph {
    private final GraphProto proto;
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, List<NodeProto>> takers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> outputs = new HashSet<>();
    private final Sides sides;
    private final Channels channels;

    Graph(GraphProto proto) {
        this.proto = proto;
        for (NodeProto node : proto.getNodeList()) {
            node.getOutputList().forEach(output -> makers.put(output, node));
            node.getInputList()
                    .forEach(input -> takers.computeIfAbsent(input, none -> new ArrayList<>())
                            .add(node));
        }
        proto.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        proto.getOutputList().forEach(output -> outputs.add(output.getName()));
        channels = new Channels(this);
        sides = new Sides(this, sizes(proto));
    }

    /** Of the inputs that are pictures of one size. */
    private static Map<String, InputSize> sizes(GraphProto proto) {
        Map<String, InputSize> sizes = new HashMap<>();
        for (ValueInfoProto input : proto.getInputList()) {
            List<Dimension> shape = input.getType().getTensorType().getShape().getDimList();
            if (shape.size() == 4
                    && shape.get(2).getDimValue() > 0
                    && shape.get(3).getDimValue() > 0) {
                sizes.put(input.getName(), new InputSize((int) shape.get(2).getDimValue(), (int)
                        shape.get(3).getDimValue()));
            }
        }
        return sizes;
    }

    /** What its nodes, its tensors and its constants are called. */
    Set<String> names() {
        Set<String> names = new HashSet<>(constants.keySet());
        names.addAll(makers.keySet());
        proto.getInputList().forEach(input -> names.add(input.getName()));
        proto.getNodeList().forEach(node -> names.add(node.getName()));
        return names;
    }

    /** In an order that may be run. */
    List<NodeProto> nodes() {
        return proto.getNodeList();
    }

    /** The node that a tensor comes out of; null for inputs and constants. */
    @Nullable
    NodeProto maker(String tensor) {
        return makers.get(tensor);
    }

    List<NodeProto> takers(String tensor) {
        return takers.getOrDefault(tensor, List.of());
    }

    @Nullable
    TensorProto constant(String tensor) {
        return constants.get(tensor);
    }

    boolean isOutput(String tensor) {
        return outputs.contains(tensor);
    }

    /** Whether it is what the whole network is given. */
    boolean isInput(String tensor) {
        return !constants.containsKey(tensor)
                && proto.getInputList().stream()
                        .anyMatch(input -> input.getName().equals(tensor));
    }

    /** How high and wide a map is; null where nobody says. */
    @Nullable
    InputSize size(String tensor) {
        return sides.of(tensor);
    }

    /** How many channels a map has; 0 where nobody says. */
    long channels(String tensor) {
        return channels.of(tensor);
    }

    /** What people call a node: its name, else that of what it makes. */
    static String name(NodeProto node) {
        return node.getName().isEmpty() ? node.getOutput(0) : node.getName();
    }

    /** A node's attribute of whole numbers; empty where it has none. */
    static List<Long> integers(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(AttributeProto::getIntsList)
                .orElse(List.of());
    }

    static long integer(NodeProto node, String name, long otherwise) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(AttributeProto::getI)
                .orElse(otherwise);
    }

    static String text(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(attribute -> attribute.getS().toStringUtf8())
                .orElse("");
    }
}
