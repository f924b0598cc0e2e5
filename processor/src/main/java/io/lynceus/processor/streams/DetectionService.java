package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Detector;

/**
 * The detection topology, running. The detector stays the caller's and is closed after this.
 */
public final class DetectionService implements AutoCloseable {
    /**
     * Connects, sees that the topics are there and starts the stream threads; returns when they run.
     *
     * @throws io.lynceus.processor.config.RunError when the broker is away or a topic is missing
     */
    public static DetectionService start(DetectionSettings settings, Detector detector, FrameListener listener) {
        throw new UnsupportedOperationException("coming: " + settings + detector + listener);
    }

    private DetectionService() {}

    /**
     * Waits until {@link #close} or a failure.
     *
     * @throws io.lynceus.processor.config.RunError with the cause when a stream thread failed
     */
    public void await() {}

    /** Throws what {@link #await} would, if anything; does not wait. */
    public void check() {}

    /** Commits what is done and stops, within 10 s. */
    @Override
    public void close() {}
}
