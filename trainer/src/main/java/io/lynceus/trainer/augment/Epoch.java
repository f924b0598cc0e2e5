package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.Batch;
import io.lynceus.vision.RunError;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Batches in order, a bounded number of them under way. Used by one thread. */
final class Epoch implements Iterator<Batch> {
    private final int batches;
    private final IntFunction<Future<Batch>> submit;
    private final Queue<Future<Batch>> underWay = new ArrayDeque<>();
    private int submitted;

    Epoch(int batches, int ahead, IntFunction<Future<Batch>> submit) {
        this.batches = batches;
        this.submit = submit;
        for (int i = 0; i < ahead; i++) {
            submitOne();
        }
    }

    private void submitOne() {
        if (submitted < batches) {
            underWay.add(submit.apply(submitted++));
        }
    }

    @Override
    public boolean hasNext() {
        return !underWay.isEmpty();
    }

    @Override
    public Batch next() {
        Future<Batch> first = underWay.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        submitOne();
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw new RunError("interrupted while waiting for training pictures", e);
        } catch (ExecutionException e) {
            cancel();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new RunError("cannot make training pictures: " + e.getMessage(), e);
        }
    }

    /** Drops what is still to come. */
    void cancel() {
        submitted = batches;
        underWay.forEach(batch -> batch.cancel(false));
        underWay.clear();
    }
}
