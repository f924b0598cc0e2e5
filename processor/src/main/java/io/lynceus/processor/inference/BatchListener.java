package io.lynceus.processor.inference;

/** Looks on while batches are run, such as a meter. */
@FunctionalInterface
public interface BatchListener {
    /** Nobody looks. */
    BatchListener NONE = (pictures, waitNanos, runNanos) -> {};

    /**
     * Called after each run, on any of the threads that wait for its results, so be quick.
     *
     * @param pictures in the batch
     * @param waitNanos from the first picture's arrival to the start of the run
     * @param runNanos that the engine took
     */
    void onBatch(int pictures, long waitNanos, long runNanos);

    /** This one, and then another. */
    default BatchListener and(BatchListener other) {
        return (pictures, waitNanos, runNanos) -> {
            onBatch(pictures, waitNanos, runNanos);
            other.onBatch(pictures, waitNanos, runNanos);
        };
    }
}
