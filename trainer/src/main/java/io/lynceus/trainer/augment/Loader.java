package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.Dataset;

/** Augmented batches of a data set, made ahead of time. Owned by one consuming thread. */
public final class Loader implements AutoCloseable {
    private final Dataset dataset;
    private final int batch;

    /**
     * @param imgsz side of the square training pictures, pixels
     * @param batch pictures in a batch; the last batch of an epoch may be smaller
     * @param seed the same seed gives the same batches, however many workers there are
     * @param workers threads that make batches ahead
     */
    public Loader(Dataset dataset, Hyperparameters hyperparameters, int imgsz, int batch, long seed, int workers) {
        this.dataset = dataset;
        this.batch = batch;
    }

    /** Batches in an epoch, the last one, which may be smaller, included. */
    public int batchesPerEpoch() {
        return (dataset.size() + batch - 1) / batch;
    }

    /**
     * The batches of an epoch, to be walked through once, in this thread.
     *
     * @param mosaic whether pictures are put together from four (with the recipe's probability); off for the last epochs
     */
    public Iterable<Batch> epoch(int epoch, boolean mosaic) {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {
        // Coming.
    }
}
