package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import java.util.List;

/**
 * How a network is run.
 *
 * @param names of the classes in place of the model's own; empty to ask the model
 * @param imageSize side of the square network input in pixels, for a model that takes any; 0 to ask the model
 * @param parallelism how the work is shared out
 */
public record EngineSettings(List<String> names, int imageSize, Parallelism parallelism) {
    /** A multiple of this is what the strides of the network ask for. */
    static final int STRIDE = 32;

    private static final int LARGEST = 8192;

    public EngineSettings {
        names = List.copyOf(names);
        if (imageSize < 0 || imageSize > LARGEST || imageSize % STRIDE != 0) {
            throw new UserError(
                    "the image size is " + imageSize + ", must be a multiple of " + STRIDE + ", at most " + LARGEST);
        }
    }
}
