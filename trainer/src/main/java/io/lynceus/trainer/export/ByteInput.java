package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that takes pictures as bytes, 0..255, in place of floats of 0..1: it divides by itself, or works on the bytes
 * where it would have made such of the floats.
 */
public final class ByteInput {
    private static final String FLOATS = ".float";
    private static final float LARGEST = 255;

    private ByteInput() {}

    /**
     * The model with that input.
     *
     * @param model of one input of float32
     */
    public static ModelProto of(ModelProto model) {
        GraphProto old = model.getGraph();
        ValueInfoProto input = old.getInput(0);
        String name = input.getName();
        List<NodeProto> quantisers = old.getNodeList().stream()
                .filter(node -> node.getInputList().contains(name) && makesTheSameBytes(old, node))
                .toList();
        List<String> bytes = quantisers.stream().map(node -> node.getOutput(0)).toList();
        List<NodeProto> others = old.getNodeList().stream()
                .filter(node -> !quantisers.contains(node))
                .toList();
        GraphProto.Builder graph = old.toBuilder().setInput(0, bytes(input)).clearNode();
        if (others.stream().anyMatch(node -> node.getInputList().contains(name))) {
            graph.addAllNode(division(name)).addInitializer(constant(name + ".largest"));
        }
        others.forEach(node -> graph.addNode(renamed(node, name, bytes)));
        return model.toBuilder().setGraph(graph).build();
    }

    private static ValueInfoProto bytes(ValueInfoProto input) {
        ValueInfoProto.Builder bytes = input.toBuilder();
        bytes.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.UINT8.getNumber());
        return bytes.build();
    }

    /** Whether a node turns k / 255 into k. */
    private static boolean makesTheSameBytes(GraphProto graph, NodeProto node) {
        return node.getOpType().equals("QuantizeLinear")
                && node.getInputCount() == 3
                && holds(graph, node.getInput(1), floats(1 / LARGEST))
                && holds(graph, node.getInput(2), new byte[1]);
    }

    private static boolean holds(GraphProto graph, String constant, byte[] wanted) {
        return graph.getInitializerList().stream()
                .anyMatch(tensor -> tensor.getName().equals(constant)
                        && tensor.getDataType() != DataType.INT8.getNumber()
                        && tensor.getRawData().equals(ByteString.copyFrom(wanted)));
    }

    private static List<NodeProto> division(String name) {
        String cast = name + ".cast";
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(cast)
                .addInput(name)
                .addOutput(cast)
                .addAttribute(OnnxAttributes.integer("to", DataType.FLOAT.getNumber()))
                .build());
        nodes.add(NodeProto.newBuilder()
                .setOpType("Div")
                .setName(name + FLOATS)
                .addInput(cast)
                .addInput(name + ".largest")
                .addOutput(name + FLOATS)
                .build());
        return nodes;
    }

    private static TensorProto constant(String name) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(floats(LARGEST)))
                .build();
    }

    private static byte[] floats(float value) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }

    private static NodeProto renamed(NodeProto node, String input, List<String> bytes) {
        NodeProto.Builder renamed = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(input)) {
                renamed.setInput(i, input + FLOATS);
            } else if (bytes.contains(node.getInput(i))) {
                renamed.setInput(i, input);
            }
        }
        return renamed.build();
    }
}
