package io.lynceus.trainer.evaluation;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a model's input and output are laid out, once checked.
 *
 * @param input name of the input, float32 (N, 3, H, W)
 * @param output name of the output, float32 (N, 4 + classes, anchors)
 * @param batch the only batch size it takes, 0 for any
 * @param fixedSize the only picture size it takes, null for any multiple of 32
 */
record OnnxLayout(
        String input, String output, int batch, @Nullable InputSize fixedSize) {
    /** More channels than this are anchors, as older YOLOs lay them out. */
    private static final int MANY = 1000;

    private static final String WANTED =
            "; wanted: input float32 [N,3,H,W], output float32 [N,4+classes,anchors], as YOLOv9 and Ultralytics export them";

    /**
     * Reads and checks the layout.
     *
     * @param file for messages
     * @throws UserError when it is another layout
     */
    static OnnxLayout of(OrtSession session, String file) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        NodeInfo input = inputs.values().iterator().next();
        long[] in = floatShape(input);
        if (inputs.size() != 1 || in.length != 4 || (in[1] != 3 && in[1] >= 0)) {
            throw wrong(file, inputs, session.getOutputInfo());
        }
        NodeInfo output = detections(session.getOutputInfo());
        if (output == null) {
            throw wrong(file, inputs, session.getOutputInfo());
        }
        long[] out = floatShape(output);
        if (out[1] >= MANY && out[2] >= 0 && out[1] > out[2]) {
            throw new UserError(file + ": output " + output.getName() + " is " + Arrays.toString(out)
                    + ", anchors before channels" + WANTED);
        }
        if (out[1] >= 0 && out[1] < 5) {
            throw wrong(file, inputs, session.getOutputInfo());
        }
        boolean fixed = in[2] > 0 && in[3] > 0;
        return new OnnxLayout(
                input.getName(),
                output.getName(),
                (int) Math.max(0, in[0]),
                fixed ? new InputSize((int) in[2], (int) in[3]) : null);
    }

    /** The output called output0, or else the only one of rank 3. */
    private static @Nullable NodeInfo detections(Map<String, NodeInfo> outputs) {
        List<NodeInfo> candidates = outputs.values().stream()
                .filter(node -> floatShape(node).length == 3)
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        return candidates.stream()
                .filter(node -> node.getName().equals("output0"))
                .findFirst()
                .orElse(null);
    }

    /** Empty for anything but a float32 tensor. */
    private static long[] floatShape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
                ? tensor.getShape()
                : new long[0];
    }

    private static UserError wrong(String file, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
        return new UserError(file + ": not the layout of a detector: input " + describe(inputs) + ", output "
                + describe(outputs) + WANTED);
    }

    private static String describe(Map<String, NodeInfo> nodes) {
        return nodes.values().stream()
                .map(node -> node.getName() + " "
                        + (node.getInfo() instanceof TensorInfo tensor
                                ? tensor.type + Arrays.toString(tensor.getShape())
                                : "(no tensor)"))
                .collect(Collectors.joining(", "));
    }
}
