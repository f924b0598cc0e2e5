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
import java.util.Set;

/**
 * What a model takes: one input [N, 3, H, W].
 *
 * @param model for messages
 * @param input name of the input tensor
 * @param type of the input: float32 or float16 of 0..1, or uint8 for a network that divides by itself
 * @param fixedHeight of the input, pixels; 0 when the model takes any
 * @param fixedWidth of the input, pixels; 0 when the model takes any
 * @param batch pictures in each run, 0 when the model takes any number
 */
record ModelLayout(String model, String input, OnnxJavaType type, int fixedHeight, int fixedWidth, int batch) {
    private static final String WANTED = "wanted: one input float32, float16 or uint8 [N, 3, H, W]";
    private static final Set<OnnxJavaType> TYPES = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.UINT8);

    /** @throws UserError when the model has another layout: what was found, what is wanted */
    static ModelLayout of(OrtSession session, String model) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw wrong(model, "the inputs are " + inputs.keySet());
        }
        NodeInfo input = inputs.values().iterator().next();
        if (!(input.getInfo() instanceof TensorInfo in)) {
            throw wrong(model, input.getName() + " is no tensor");
        }
        long[] shape = in.getShape();
        if (shape.length != 4 || (shape[1] != 3 && shape[1] >= 0) || shape[0] == 0) {
            throw wrong(model, "input " + input.getName() + " is " + Arrays.toString(shape));
        }
        if (!TYPES.contains(in.type)) {
            throw wrong(model, input.getName() + " is of type " + in.type);
        }
        if (Math.max(shape[2], shape[3]) > EngineSettings.LARGEST) {
            throw wrong(
                    model,
                    "input " + input.getName() + " is " + Arrays.toString(shape) + ", larger than "
                            + EngineSettings.LARGEST);
        }
        return new ModelLayout(
                model,
                input.getName(),
                in.type,
                (int) Math.max(0, shape[2]),
                (int) Math.max(0, shape[3]),
                Math.toIntExact(Math.max(0, shape[0])));
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

    /** Whether values are floats of 16 bits, which pictures are not written as. */
    boolean half() {
        return type == OnnxJavaType.FLOAT16;
    }

    /** What pictures are written as: for an input of 16 bits as bytes, of which each becomes one of 256 floats. */
    Slot.Element element() {
        return type == OnnxJavaType.FLOAT ? Slot.Element.FLOAT32 : Slot.Element.UINT8;
    }

    long[] shape(int pictures, InputSize size) {
        return new long[] {pictures, 3, size.height(), size.width()};
    }

    /**
     * Values of one picture's part of the input.
     *
     * @throws UserError when so many of them do not fit into one tensor
     */
    int pictureValues(InputSize size, int pictures) {
        return fits(Slot.bytes(Slot.Element.UINT8, size.width(), size.height()), type.size, size, pictures);
    }

    /**
     * Values of one picture's part of the output.
     *
     * @throws UserError when so many of them do not fit into one tensor
     */
    int resultValues(Output output, InputSize size, int pictures) {
        return fits(output.numbers(), Float.BYTES, size, pictures);
    }

    private int fits(long values, int bytes, InputSize size, int pictures) {
        if (values < 0 || values > Integer.MAX_VALUE / bytes / pictures) {
            throw new UserError("a run of the model " + model + " on " + pictures + " pictures of " + size.width() + "x"
                    + size.height()
                    + " takes more than 2 GiB at once: export it with a smaller batch, or a dynamic one");
        }
        return (int) values;
    }

    /** Places of 8, 16 and 32 pixels that a picture has. */
    static long cells(InputSize size) {
        long cells = 0;
        for (int stride = 8; stride <= EngineSettings.STRIDE; stride *= 2) {
            cells += (long) (size.width() / stride) * (size.height() / stride);
        }
        return cells;
    }

    private static UserError wrong(String model, String found) {
        return new UserError("the model " + model + " has another layout: " + found + "; " + WANTED);
    }
}
