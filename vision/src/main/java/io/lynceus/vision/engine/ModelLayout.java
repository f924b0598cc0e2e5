package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.model.OnnxInput;
import io.lynceus.vision.pixels.Slot;
import java.util.List;
import java.util.Set;

/**
 * What a model takes: one input [N, 3, H, W]. A runtime is given it with an input of bytes, whatever its own is.
 *
 * @param model for messages
 * @param own input: FLOAT or FLOAT16 of 0..1 or 0..255, or UINT8 for a network that divides by itself
 * @param fixedHeight of the input, pixels; 0 when the model takes any
 * @param fixedWidth of the input, pixels; 0 when the model takes any
 * @param batch pictures in each run, 0 when the model takes any number
 */
record ModelLayout(String model, OnnxInput own, int fixedHeight, int fixedWidth, int batch) {
    private static final String WANTED = "wanted: one input float32, float16 or uint8 [N, 3, H, W]";
    private static final Set<String> TYPES = Set.of("FLOAT", "FLOAT16", "UINT8");

    /** @throws UserError when the model has another layout: what was found, what is wanted */
    static ModelLayout of(ModelFile file) {
        String model = file.name();
        List<OnnxInput> inputs = file.facts().inputs();
        if (inputs.size() != 1) {
            throw wrong(
                    model,
                    "the inputs are " + inputs.stream().map(OnnxInput::name).toList());
        }
        OnnxInput input = inputs.get(0);
        if (input.type().isEmpty()) {
            throw wrong(model, input.name() + " is no tensor");
        }
        List<Long> shape = input.shape();
        if (shape.size() != 4 || (shape.get(1) != 3 && shape.get(1) >= 0) || shape.get(0) == 0) {
            throw wrong(model, "input " + input.name() + " is " + shape);
        }
        if (!TYPES.contains(input.type())) {
            throw wrong(model, input.name() + " is of type " + input.type());
        }
        if (Math.max(shape.get(2), shape.get(3)) > EngineSettings.LARGEST) {
            throw wrong(model, "input " + input.name() + " is " + shape + ", larger than " + EngineSettings.LARGEST);
        }
        return new ModelLayout(
                model,
                input,
                (int) Math.max(0, shape.get(2)),
                (int) Math.max(0, shape.get(3)),
                Math.toIntExact(Math.max(0, shape.get(0))));
    }

    /** Whether the model's own input is of bytes. */
    boolean takesBytes() {
        return own.type().equals("UINT8");
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

    /** Whether its own input is of floats of 16 bits. */
    boolean half() {
        return own.type().equals("FLOAT16");
    }

    long[] shape(int pictures, InputSize size) {
        return new long[] {pictures, 3, size.height(), size.width()};
    }

    /**
     * Bytes of one picture's part of the input.
     *
     * @throws UserError when what the network makes of them does not fit into one tensor
     */
    int pictureBytes(InputSize size, int pictures) {
        return fits(Slot.bytes(size.width(), size.height()), takesBytes() ? 1 : Float.BYTES, size, pictures);
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
