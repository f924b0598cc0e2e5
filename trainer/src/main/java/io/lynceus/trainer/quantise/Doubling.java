package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which resizing of a map puts each of its places into four, two beside and two below each other. */
final class Doubling {
    private static final float[] SCALES = {1, 1, 2, 2};

    private Doubling() {}

    /** Whether a node does that, to a map whose size is known. */
    static boolean is(Graph graph, NodeProto node) {
        return node.getOpType().equals("Resize")
                && node.getInputCount() == 3
                && graph.size(node.getInput(0)) != null
                && graph.channels(node.getInput(0)) > 0
                && isTwice(graph.constant(node.getInput(2)))
                && roundsDown(Graph.text(node, "coordinate_transformation_mode"), Graph.text(node, "nearest_mode"));
    }

    private static boolean isTwice(@Nullable TensorProto scales) {
        return scales != null && Arrays.equals(Tensors.floats(scales), SCALES);
    }

    /** Whether places 0, 1, 2, 3 come from 0, 0, 1, 1; names as ONNX has them, none for the usual ones. */
    private static boolean roundsDown(String coordinates, String nearest) {
        boolean usual = nearest.isEmpty() || nearest.equals("round_prefer_floor");
        return coordinates.equals("asymmetric")
                ? usual || nearest.equals("floor")
                : usual && (coordinates.isEmpty() || coordinates.equals("half_pixel"));
    }
}
