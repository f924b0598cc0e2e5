package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Nodes and constants of a graph that is being written. Whatever a model calls its own, what is added gets a name that
 * nothing else has.
 */
final class Parts {
    private final Set<String> names = new HashSet<>();
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    /** @param graph whose names are taken */
    Parts(Graph graph) {
        names.addAll(graph.names());
    }

    /** Adds a constant, and says what it is called: what it wants to be, or like that. */
    String constant(TensorProto constant) {
        String name = fresh(constant.getName());
        constants.add(constant.toBuilder().setName(name).build());
        return name;
    }

    /** Adds a node of one output, and says what that is called: what it wants to be, or like that. */
    String node(String type, String output, List<AttributeProto> attributes, String... inputs) {
        String name = fresh(output);
        nodes.add(NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addAllAttribute(attributes)
                .addAllInput(List.of(inputs))
                .addOutput(name)
                .build());
        return name;
    }

    /** Adds a node of the graph, whose outputs keep their names. */
    void add(NodeProto node) {
        nodes.add(node);
    }

    /** A name that nothing else has: the one wanted, or like that. */
    String fresh(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "." + i;
        }
        return name;
    }

    /** In the order in which they came. */
    List<NodeProto> nodes() {
        return nodes;
    }

    List<TensorProto> constants() {
        return constants;
    }
}
