package io.lynceus.vision.engine;

import io.lynceus.vision.model.Model;
import java.util.Map;

/**
 * Runs one network on batches of pictures: ONNX Runtime on the cores, something else on a GPU. Safe for several threads at once, each with
 * a {@link Lane} of its own.
 */
public interface Engine extends AutoCloseable {
    /** The model at work; the same for the life of the engine. */
    Model model();

    /** All that the model file says about itself, such as how it was trained and what AP it reached. */
    Map<String, String> metadata();

    /** Pictures in one run, at most; 1 or more. */
    int batch();

    /** How many runs at the same time make sense here; 1 or more. */
    int lanes();

    /**
     * Memory for one batch and what it takes to run it; belongs to the caller, who closes it before the engine.
     *
     * @throws io.lynceus.vision.RunError when there is no memory
     */
    Lane lane();

    /** Frees the network. */
    @Override
    void close();
}
