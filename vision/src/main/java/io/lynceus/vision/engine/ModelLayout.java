package io.lynceus.vision.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a model in the layout that YOLOv9, Ultralytics and this repo's trainer export: one input float32 [N, 3, H, W], the
 * output float32 [N, 4 + classes, anchors].
 *
 * @param input name of the input tensor
 * @param output name of the output tensor
 * @param width of the input, pixels
 * @param height of the input, pixels
 * @param batch pictures in each run, 0 when the model takes any number
 */
record ModelLayout(String input, String output, int width, int height, int batch) {
    private static final String WANTED_INPUT = "wanted: one input float32 [N, 3, H, W]";
    private static final String WANTED_OUTPUT =
            "wanted: float32 [N, 4 + classes, anchors] with 8, 16 and 32 pixels to an anchor";
    private static final int DEFAULT_SIZE = 640;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** @throws UserError when the model has another layout: what was found, what is wanted */
    static ModelLayout of(OrtSession session, String model, int imageSize) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw wrong(model, "the inputs are " + inputs.keySet(), WANTED_INPUT);
        }
        NodeInfo input = inputs.values().iterator().next();
        TensorInfo in = tensor(input, model, WANTED_INPUT);
        long[] shape = in.getShape();
        if (shape.length != 4 || (shape[1] != 3 && shape[1] >= 0) || shape[0] == 0) {
            throw wrong(model, "input " + input.getName() + " is " + Arrays.toString(shape), WANTED_INPUT);
        }
        NodeInfo output = output(session.getOutputInfo());
        TensorInfo out = tensor(output, model, WANTED_OUTPUT);
        if (out.getShape().length != 3) {
            throw wrong(model, "output " + output.getName() + " is " + Arrays.toString(out.getShape()), WANTED_OUTPUT);
        }
        String imgsz = session.getMetadata().getCustomMetadata().get("imgsz");
        int height = side(shape[2], imageSize, imgsz, 0, model);
        int width = side(shape[3], imageSize, imgsz, 1, model);
        return new ModelLayout(input.getName(), output.getName(), width, height, (int) Math.max(0, shape[0]));
    }

    private static NodeInfo output(Map<String, NodeInfo> outputs) {
        NodeInfo named = outputs.get("output0");
        return named != null ? named : outputs.values().iterator().next();
    }

    private static TensorInfo tensor(NodeInfo node, String model, String wanted) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw wrong(model, node.getName() + " is no tensor", wanted);
        }
        if (info.type == OnnxJavaType.FLOAT16) {
            throw new UserError("the model " + model
                    + " takes float16, which this engine does not run: export it in float32 (without half)");
        }
        if (info.type != OnnxJavaType.FLOAT) {
            throw wrong(model, node.getName() + " is of type " + info.type, wanted);
        }
        return info;
    }

    /** The model's own fixed size, else the one asked for, else the one it was trained for. */
    private static int side(long fixed, int asked, @Nullable String imgsz, int index, String model) {
        if (fixed > 0) {
            if (asked > 0 && asked != fixed) {
                throw new UserError(
                        "the model " + model + " takes pictures of " + fixed + " pixels only, not " + asked);
            }
            return Math.toIntExact(fixed);
        }
        if (asked > 0) {
            return asked;
        }
        int[] sides = imgsz == null
                ? new int[0]
                : NUMBER.matcher(imgsz)
                        .results()
                        .mapToInt(match -> Integer.parseInt(match.group()))
                        .toArray();
        return sides.length == 0 ? DEFAULT_SIZE : sides[Math.min(index, sides.length - 1)];
    }

    /**
     * The number of classes that an output of this shape is for, after a run on so many pictures.
     *
     * @throws UserError when it is not an output of this layout
     */
    int classes(long[] shape, int pictures, String model) {
        if (shape.length != 3 || shape[0] != pictures || shape[1] < 5 || shape[2] != anchors()) {
            throw wrong(
                    model,
                    "for a picture of " + width + "x" + height + ", output " + output + " is " + Arrays.toString(shape),
                    WANTED_OUTPUT + ", here [" + pictures + ", 4 + classes, " + anchors() + "]");
        }
        return Math.toIntExact(shape[1] - 4);
    }

    boolean fixedBatch() {
        return batch > 0;
    }

    /** Predictions for one picture. */
    int anchors() {
        int anchors = 0;
        for (int stride = 8; stride <= DetectorSettings.STRIDE; stride *= 2) {
            anchors += (width / stride) * (height / stride);
        }
        return anchors;
    }

    private static UserError wrong(String model, String found, String wanted) {
        return new UserError("the model " + model + " has another layout: " + found + "; " + wanted);
    }
}
