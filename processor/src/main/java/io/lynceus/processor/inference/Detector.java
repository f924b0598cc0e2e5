package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Duration;
import java.util.List;

/** Finds objects in frames. Safe for several threads at once, each with its own frame. */
public interface Detector extends AutoCloseable {
    /** The model at work; the same for the life of the detector. */
    Model model();

    /**
     * Blocks until the boxes are there. The frame stays the caller's.
     *
     * @return best score first, empty when nothing was found
     * @throws io.lynceus.vision.RunError when the engine fails
     */
    List<Detection> detect(DecodedFrame frame);

    /**
     * How long a frame takes when so many threads bring one at the same time, the wait for a place in a batch included.
     *
     * @throws io.lynceus.vision.RunError when the engine fails
     */
    Duration frameTime(int threads);

    @Override
    void close();
}
