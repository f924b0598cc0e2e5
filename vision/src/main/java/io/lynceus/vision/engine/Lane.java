package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;

/**
 * One of the runs that an engine does side by side, with memory of its own, wherever that is: in this machine, pinned,
 * or on a device. One run at a time; the pictures of a batch are written and read by as many threads as like, each with
 * a place of its own.
 */
public interface Lane extends AutoCloseable {
    /**
     * Puts a picture where the network takes it. A lane on a device that knows the picture's kind leaves its pixels
     * there; any other has the picture written to host memory.
     *
     * @param place from 0 to below the engine's batch
     * @return where in the input the picture lies
     * @throws io.lynceus.vision.RunError when the pixels cannot be brought there
     */
    Letterbox write(int place, PictureSource picture);

    /**
     * Runs the network on the first places, and blocks until what it says is there.
     *
     * @param pictures from 1 to the engine's batch
     * @throws io.lynceus.vision.RunError when the engine fails
     */
    void run(int pictures);

    /**
     * What the latest run says of one picture, in Java memory: valid after the next run too.
     *
     * @param least only what scores more
     */
    Candidates read(int place, float least);

    /**
     * The copies that a run of so many pictures makes, to where the network computes and back, and none of the rest;
     * blocks until they are made. To be measured: what the lane said before is lost. Does nothing where the network
     * computes in this memory, or the engine copies unseen.
     */
    default void copy(int pictures) {}

    /**
     * The network alone, so many times on end, on whatever lies where it computes; blocks to the end of the last one.
     * To be measured, as what no run can be faster than: what the lane said before is lost.
     */
    default void compute(int pictures, int times) {
        for (int i = 0; i < times; i++) {
            run(pictures);
        }
    }

    /** Frees the memory. */
    @Override
    void close();
}
