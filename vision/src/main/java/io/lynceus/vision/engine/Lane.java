package io.lynceus.vision.engine;

import java.nio.FloatBuffer;

/** One of the runs that an engine does side by side, with native memory of its own. One run at a time. */
public interface Lane extends AutoCloseable {
    /**
     * Where the pictures go: float32 [batch, 3, height, width], planes R, G, B of 0..1. Threads may fill the pictures of one batch at the
     * same time, each its own part; the buffer's position and limit stay as they are.
     */
    FloatBuffer input();

    /**
     * Runs the network on the first pictures of the input, and blocks until the output is there.
     *
     * @param pictures from 1 to the engine's batch
     * @throws io.lynceus.vision.RunError when the engine fails
     */
    void run(int pictures);

    /** Where the results are: float32 [batch, 4 + classes, anchors]; valid until the next run. */
    FloatBuffer output();

    @Override
    void close();
}
