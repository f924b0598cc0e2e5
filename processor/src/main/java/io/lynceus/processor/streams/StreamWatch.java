package io.lynceus.processor.streams;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Looks on while the stream threads work, such as meters. Called on any of those threads, so be quick and throw
 * nothing.
 */
public interface StreamWatch {
    /** Nobody looks. */
    StreamWatch NONE = new StreamWatch() {};

    /**
     * The threads are about to start, as at the beginning and after whatever made them start again.
     *
     * @return closed when they have ended
     */
    default AutoCloseable onStart(KafkaStreams streams) {
        return () -> {};
    }

    /**
     * A packet was worked on.
     *
     * @param waited since capture had it
     * @param work of the thread but for that in the engine: decoding, mostly
     */
    default void onPacket(Duration waited, Duration work) {}

    /** A frame was shown to the model, which took so long for the one who waited. */
    default void onDetected(Duration took) {}

    /**
     * How many frames of a camera were read and wait within its pipeline: for the decoder, or for a run of skipped
     * frames to end.
     */
    default void onHeld(String camera, long frames) {}

    /** The cameras of a task are no longer this thread's. */
    default void onLeft(String camera) {}

    /** A camera was brought to where it was, which took so many packets. */
    default void onReplay(Duration took, long packets) {}

    /** A transaction is committed: what is in it has happened, once. */
    default void onCommitted(WorkDone work) {}

    /**
     * A transaction was thrown away, or its end is not known: its work is done again, by us or by another, unless the
     * broker had it after all.
     */
    default void onAborted(WorkDone work) {}
}
