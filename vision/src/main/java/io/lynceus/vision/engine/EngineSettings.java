package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import java.util.List;

/**
 * How a network is run.
 *
 * @param names of the classes in place of the model's own; empty to ask the model
 * @param imageSize side of the square network input in pixels, for a model that takes any; 0 to ask the model
 * @param convention what neither the model nor its shapes say
 * @param parallelism how the work is shared out
 */
public record EngineSettings(List<String> names, int imageSize, Convention convention, Parallelism parallelism) {
    /** A multiple of this is what the strides of the network ask for. */
    static final int STRIDE = 32;

    static final int LARGEST = 8192;

    /** For a model that says all that is to be known of it. */
    public EngineSettings(List<String> names, int imageSize, Parallelism parallelism) {
        this(names, imageSize, Convention.AUTO, parallelism);
    }

    /** The same with the work shared out in another way. */
    public EngineSettings with(Parallelism other) {
        return new EngineSettings(names, imageSize, convention, other);
    }

    public EngineSettings {
        names = List.copyOf(names);
        if (imageSize < 0 || imageSize > LARGEST || imageSize % STRIDE != 0) {
            throw new UserError(
                    "the image size is " + imageSize + ", must be a multiple of " + STRIDE + ", at most " + LARGEST);
        }
    }
}
