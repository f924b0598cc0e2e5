package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.lynceus.vision.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A model that answers with its best anchors alone, all scores of each, in the order of the anchors: the same boxes as
 * with all anchors, as long as no more of them score enough.
 */
public final class BestAnchors {
    private static final int BOX = 4;
    /** From here on a reduction's axes are an input. */
    private static final int AXES_ARE_AN_INPUT = 18;

    private static final String ALL = ".all";

    private BestAnchors() {}

    /**
     * The model with that output.
     *
     * @param model whose one output is (N, 4 + classes, anchors)
     * @param best how many anchors
     * @throws UserError when its output is another, or it has not as many anchors
     */
    public static ModelProto of(ModelProto model, int best) {
        GraphProto old = model.getGraph();
        ValueInfoProto output = old.getOutput(0);
        List<Long> shape = output.getType().getTensorType().getShape().getDimList().stream()
                .map(dimension -> dimension.getDimValue())
                .toList();
        if (old.getOutputCount() != 1 || shape.size() != 3 || shape.get(1) <= BOX || shape.get(2) <= shape.get(1)) {
            throw new UserError("--best is for a model of one output [N, 4 + classes, anchors], of fixed size");
        }
        if (best < 1 || best > shape.get(2)) {
            throw new UserError("--best " + best + ": from 1 to the model's " + shape.get(2) + " anchors");
        }
        String name = output.getName();
        GraphProto.Builder graph = old.toBuilder().clearNode();
        old.getNodeList().forEach(node -> graph.addNode(renamed(node, name)));
        addChoice(graph, name, shape.get(1), best, operatorSet(model));
        ValueInfoProto.Builder fewer = output.toBuilder();
        fewer.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(2)
                .setDimValue(best);
        ModelProto.Builder built = model.toBuilder().setGraph(graph.setOutput(0, fewer));
        // A reader could not tell from the shape any more.
        return built.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("layout").setValue("plain"))
                .build();
    }

    private static void addChoice(GraphProto.Builder graph, String name, long rows, int best, long operators) {
        String all = name + ALL;
        add(
                graph,
                node(
                        "Slice",
                        name + ".scores",
                        all,
                        longs(graph, name + ".first", BOX),
                        longs(graph, name + ".last", rows),
                        longs(graph, name + ".axis", 1)));
        NodeProto.Builder max = node("ReduceMax", name + ".score", name + ".scores")
                .addAttribute(OnnxAttributes.integer("keepdims", 0));
        add(
                graph,
                operators >= AXES_ARE_AN_INPUT
                        ? max.addInput(name + ".axis")
                        : max.addAttribute(OnnxAttributes.ints("axes", 1)));
        String count = longs(graph, name + ".count", best);
        add(graph, top(name + ".best", name + ".score", count, 1));
        add(graph, top(name + ".sorted", name + ".best.index", count, 0));
        add(graph, node("Unsqueeze", name + ".row", name + ".sorted", name + ".axis"));
        add(graph, node("Expand", name + ".rows", name + ".row", longs(graph, name + ".shape", 1, rows, 1)));
        add(graph, node("GatherElements", name, all, name + ".rows").addAttribute(OnnxAttributes.integer("axis", 2)));
    }

    private static NodeProto.Builder top(String output, String input, String count, int largest) {
        return node("TopK", output, input, count)
                .addOutput(output + ".index")
                .addAttribute(OnnxAttributes.integer("axis", 1))
                .addAttribute(OnnxAttributes.integer("largest", largest))
                .addAttribute(OnnxAttributes.integer("sorted", 1));
    }

    private static long operatorSet(ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty())
                .findFirst()
                .orElseThrow()
                .getVersion();
    }

    private static void add(GraphProto.Builder graph, NodeProto.Builder node) {
        graph.addNode(node);
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static String longs(GraphProto.Builder graph, String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.INT64.getNumber())
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    private static NodeProto renamed(NodeProto node, String output) {
        NodeProto.Builder renamed = node.toBuilder();
        if (node.getName().equals(output)) {
            renamed.setName(output + ALL);
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            if (node.getOutput(i).equals(output)) {
                renamed.setOutput(i, output + ALL);
            }
        }
        for (int i = 0; i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(output)) {
                renamed.setInput(i, output + ALL);
            }
        }
        return renamed.build();
    }
}
