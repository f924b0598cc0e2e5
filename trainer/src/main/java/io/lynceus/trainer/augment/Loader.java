package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Augmented batches of a data set in an order shuffled for each epoch, made ahead of time on threads of its own. The
 * same seed gives the same batches, however many workers there are, and an epoch does not depend on the ones before it,
 * so that a resumed run goes on as if it had not stopped. Owned by one consuming thread; close it to end the workers.
 */
public final class Loader implements AutoCloseable {
    private final int samples;
    private final int batch;
    private final Share share;
    private final long seed;
    private final int ahead;
    private final Augmenter augmenter;
    private final ExecutorService workers;
    private @Nullable Epoch current;

    /**
     * @param dataset opened at {@code imgsz}
     * @param imgsz side of the square training pictures, pixels
     * @param batch pictures in a batch; the last batch of an epoch may be smaller
     * @param seed of everything that chance decides
     * @param workers threads that make batches ahead; two batches for each may lie ready
     */
    public Loader(Dataset dataset, Hyperparameters hyperparameters, int imgsz, int batch, long seed, int workers) {
        this(dataset, hyperparameters, imgsz, batch, seed, workers, Share.WHOLE);
    }

    /**
     * As the other, with a share of the pictures of each batch only.
     *
     * @throws IllegalArgumentException when data set or batch have fewer pictures than there are shares
     */
    public Loader(
            Dataset dataset,
            Hyperparameters hyperparameters,
            int imgsz,
            int batch,
            long seed,
            int workers,
            Share share) {
        if (Math.min(dataset.size(), batch) < share.count() || workers < 1) {
            throw new IllegalArgumentException("a loader needs a picture for each share, and a worker");
        }
        this.samples = dataset.size();
        this.batch = batch;
        this.share = share;
        this.seed = seed;
        this.ahead = 2 * workers;
        this.augmenter = new Augmenter(dataset, hyperparameters, imgsz);
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "loader-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Batches in an epoch; the last one, which may be smaller, is left out when it has not a picture for each share.
     */
    public int batchesPerEpoch() {
        return samples / batch + (samples % batch >= share.count() ? 1 : 0);
    }

    /**
     * The batches of an epoch, to be walked through once; asking for another epoch ends this one. What goes wrong in a
     * worker is thrown by the batch's {@code next()}.
     *
     * @param mosaic whether pictures are put together from four
     *     (with the recipe's probability); off for the last epochs
     */
    public Iterable<Batch> epoch(int epoch, boolean mosaic) {
        if (current != null) {
            current.cancel();
        }
        int[] order = order(epoch);
        Epoch next =
                new Epoch(batchesPerEpoch(), ahead, number -> workers.submit(() -> make(order, number, epoch, mosaic)));
        current = next;
        return () -> next;
    }

    private Batch make(int[] order, int number, int epoch, boolean mosaic) {
        List<Scene> scenes = new ArrayList<>(batch);
        int end = Math.min(samples, (number + 1) * batch);
        for (int i = number * batch + share.index(); i < end; i += share.count()) {
            scenes.add(augmenter.make(order[i], mosaic, random(epoch, order[i])));
        }
        return BatchMaker.of(scenes);
    }

    private int[] order(int epoch) {
        int[] order = new int[samples];
        SplittableRandom random = random(epoch, -1);
        for (int i = 0; i < samples; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** A generator of its own for each epoch and picture: no matter who asks first, the numbers are the same. */
    private SplittableRandom random(int epoch, int index) {
        long ofEpoch = new SplittableRandom(seed + epoch * 0x9e3779b97f4a7c15L).nextLong();
        return new SplittableRandom(ofEpoch ^ (index * 0xd1342543de82ef95L));
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
