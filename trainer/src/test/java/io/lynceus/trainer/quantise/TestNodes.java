package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/** Nodes of graphs that tests write. */
final class TestNodes {
    private TestNodes() {}

    /** Of one output, whose name is the node's. */
    static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }
}
