package io.lynceus.vision.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Slot;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The tensors of a model in the layout that YOLOv9, Ultralytics and this repo's trainer export: one input [N, 3, H, W],
 * the output float32 [N, 4 + classes, anchors].
 *
 * @param model for messages
 * @param input name of the input tensor
 * @param type of the input: float32 of 0..1, or uint8 for a network that divides by itself
 * @param output name of the output tensor
 * @param fixedHeight of the input, pixels; 0 when the model takes any
 * @param fixedWidth of the input, pixels; 0 when the model takes any
 * @param batch pictures in each run, 0 when the model takes any number
 */
record ModelLayout(
        String model, String input, OnnxJavaType type, String output, int fixedHeight, int fixedWidth, int batch) {
    private static final String WANTED_INPUT = "wanted: one input float32 or uint8 [N, 3, H, W]";
    private static final String WANTED_OUTPUT = "wanted: float32 [N, 4 + classes, anchors]";

    /** @throws UserError when the model has another layout: what was found, what is wanted */
    static ModelLayout of(OrtSession session, String model) throws OrtException {
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
        if (in.type != OnnxJavaType.FLOAT && in.type != OnnxJavaType.UINT8) {
            throw wrong(model, input.getName() + " is of type " + in.type, WANTED_INPUT);
        }
        NodeInfo output = output(session.getOutputInfo());
        TensorInfo out = tensor(output, model, WANTED_OUTPUT);
        if (out.type != OnnxJavaType.FLOAT) {
            throw wrong(model, output.getName() + " is of type " + out.type, WANTED_OUTPUT);
        }
        if (out.getShape().length != 3) {
            throw wrong(model, "output " + output.getName() + " is " + Arrays.toString(out.getShape()), WANTED_OUTPUT);
        }
        return new ModelLayout(
                model,
                input.getName(),
                in.type,
                output.getName(),
                Math.toIntExact(Math.max(0, shape[2])),
                Math.toIntExact(Math.max(0, shape[3])),
                Math.toIntExact(Math.max(0, shape[0])));
    }

    /** The one called output0, else the only one of three dimensions, else the first. */
    private static NodeInfo output(Map<String, NodeInfo> outputs) {
        NodeInfo named = outputs.get("output0");
        if (named != null) {
            return named;
        }
        Optional<NodeInfo> only = outputs.values().stream()
                .filter(node -> node.getInfo() instanceof TensorInfo info && info.getShape().length == 3)
                .reduce((one, other) -> null);
        return only.orElseGet(() -> outputs.values().iterator().next());
    }

    private static TensorInfo tensor(NodeInfo node, String model, String wanted) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw wrong(model, node.getName() + " is no tensor", wanted);
        }
        if (info.type == OnnxJavaType.FLOAT16) {
            throw new UserError("the model " + model
                    + " takes float16, which this engine does not run: export it in float32 (without half)");
        }
        return info;
    }

    boolean fixedBatch() {
        return batch > 0;
    }

    boolean takesAnySize() {
        return fixedHeight == 0 && fixedWidth == 0;
    }

    /**
     * The model's own fixed size, else the one wanted.
     *
     * @throws UserError when the model takes another only
     */
    InputSize size(InputSize wanted, boolean asked) {
        int height = fixedHeight > 0 ? fixedHeight : wanted.height();
        int width = fixedWidth > 0 ? fixedWidth : wanted.width();
        if (asked && (height != wanted.height() || width != wanted.width())) {
            throw new UserError("the model " + model + " takes pictures of " + side(height, width)
                    + " pixels only, not " + side(wanted.height(), wanted.width()));
        }
        return new InputSize(height, width);
    }

    private static String side(int height, int width) {
        return height == width ? Integer.toString(height) : width + "x" + height;
    }

    Slot.Element element() {
        return type == OnnxJavaType.UINT8 ? Slot.Element.UINT8 : Slot.Element.FLOAT32;
    }

    long[] inputShape(int pictures, InputSize size) {
        return new long[] {pictures, 3, size.height(), size.width()};
    }

    long[] outputShape(int pictures, InputSize size, int classes) {
        return new long[] {pictures, 4 + classes, anchors(size)};
    }

    /**
     * Of one picture's part of the input.
     *
     * @throws UserError when so many of them do not fit into one tensor
     */
    long pictureBytes(InputSize size, int pictures) {
        return fits(Slot.bytes(element(), size.width(), size.height()), size, pictures);
    }

    /** Of one picture's part of the output. */
    long resultBytes(InputSize size, int classes, int pictures) {
        return fits((4L + classes) * anchors(size) * Float.BYTES, size, pictures);
    }

    private long fits(long bytes, InputSize size, int pictures) {
        if (bytes * pictures > Integer.MAX_VALUE) {
            throw new UserError("a run of the model " + model + " on " + pictures + " pictures of " + size.width() + "x"
                    + size.height()
                    + " takes more than 2 GiB at once: export it with a smaller batch, or a dynamic one");
        }
        return bytes;
    }

    /** Predictions for one picture. */
    static int anchors(InputSize size) {
        int anchors = 0;
        for (int stride = 8; stride <= EngineSettings.STRIDE; stride *= 2) {
            anchors += (size.width() / stride) * (size.height() / stride);
        }
        return anchors;
    }

    private static UserError wrong(String model, String found, String wanted) {
        return new UserError("the model " + model + " has another layout: " + found + "; " + wanted);
    }
}
