package io.lynceus.vision.engine;

import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;

/**
 * Runs one network on batches of pictures: ONNX Runtime on the cores, something else on a GPU. Safe for several threads
 * at once, each with a {@link Lane} of its own.
 */
public interface Engine extends AutoCloseable {
    /** The model at work; the same for the life of the engine. */
    ModelCard model();

    /** True when lanes can be had for other sizes than the model's own. */
    boolean takesAnySize();

    /** Pictures in one run, at most; 1 or more. */
    int batch();

    /** How many runs at the same time make sense here; 1 or more. */
    int lanes();

    /** A lane for pictures of the model's own size. */
    default Lane lane() {
        return lane(model().input());
    }

    /**
     * Memory for one batch and what it takes to run it; belongs to the caller, who closes it before the engine.
     *
     * @param size multiples of 32
     * @throws io.lynceus.vision.UserError when the model does not take that size
     * @throws io.lynceus.vision.RunError when there is no memory
     */
    Lane lane(InputSize size);

    /** Frees the network. */
    @Override
    void close();
}
