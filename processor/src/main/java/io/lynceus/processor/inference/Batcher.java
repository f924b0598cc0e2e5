package io.lynceus.processor.inference;

import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pictures of many threads together into batches. It has no thread of its own: each caller writes its picture
 * into the batch's memory and blocks until its result is there, and one of those who wait runs the engine for all. So
 * never more is under way than threads wait, and the blocking is the back-pressure.
 *
 * <p>A batch goes when it is full, when every active thread waits, or when its first picture has waited for the longest
 * delay. An engine that fails once is not asked again: all who wait and all who come later get the cause.
 */
final class Batcher implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RollCall roll = new RollCall();
    private final List<Lane> lanes;
    private final ArrayDeque<Lane> idle = new ArrayDeque<>();
    private final int capacity;
    private final long longestDelay;
    private final LongSupplier nanos;
    private final BatchListener listener;
    private @Nullable Batch filling;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * Takes the lanes over: closes them when it is closed.
     *
     * @param capacity pictures in a batch at most
     * @param nanos a clock such as {@link System#nanoTime}
     */
    Batcher(List<Lane> lanes, int capacity, Duration longestDelay, LongSupplier nanos, BatchListener listener) {
        this.lanes = List.copyOf(lanes);
        this.capacity = capacity;
        this.longestDelay = longestDelay.toNanos();
        this.nanos = nanos;
        this.listener = listener;
        idle.addAll(lanes);
    }

    /**
     * One picture through the network, all on the calling thread but for the run, which may be on another that waits as
     * well.
     *
     * @param write puts the picture into its place
     * @param read makes something of what write gave and of what the network says of the place
     * @throws RunError when the engine has failed or the batcher is closed
     */
    <W, R> R run(Function<Batch.Place, W> write, BiFunction<W, Batch.Place, R> read) {
        Batch.Place place = join();
        Batch batch = place.batch();
        try {
            W written;
            try {
                written = write.apply(place);
            } finally {
                written(batch);
            }
            if (isToRun(batch)) {
                run(batch);
            }
            return read.apply(written, place);
        } finally {
            leave(batch);
        }
    }

    /** A place in the batch that is being filled, or in a new one as soon as there is a lane for it. */
    private Batch.Place join() {
        Thread self = Thread.currentThread();
        lock.lock();
        try {
            refuseWhenOver();
            roll.arrives(self);
            while (filling == null && idle.isEmpty()) {
                changed.awaitUninterruptibly();
                refuseWhenOver();
            }
            Batch batch = filling != null ? filling : new Batch(idle.remove(), capacity, nanos.getAsLong());
            Batch.Place place = batch.join(self);
            filling = batch.full() ? null : batch;
            return place;
        } finally {
            lock.unlock();
        }
    }

    private void written(Batch batch) {
        lock.lock();
        try {
            batch.written();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the batch is to go, which is true for the one thread that is to run it, or until its output is there.
     */
    private boolean isToRun(Batch batch) {
        lock.lock();
        try {
            while (!batch.done()) {
                refuseWhenOver();
                if (!batch.canStart()) {
                    changed.awaitUninterruptibly();
                } else if (batch.full() || roll.everyoneWaits() || hasWaitedLongEnough(batch)) {
                    batch.start();
                    filling = filling == batch ? null : filling;
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a change if not. A thread that is interrupted waits for no others, but for its result: the batch cannot
     * be taken back.
     */
    private boolean hasWaitedLongEnough(Batch batch) {
        long left = longestDelay - batch.age(nanos.getAsLong());
        if (left <= 0) {
            roll.forgetAbsent();
            return true;
        }
        try {
            changed.awaitNanos(left);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return batch.canStart();
        }
    }

    private void run(Batch batch) {
        int pictures = batch.members().size();
        long start = nanos.getAsLong();
        try {
            batch.lane().run(pictures);
        } catch (RuntimeException | Error e) {
            fail(e);
            throw refusal(e);
        }
        long end = nanos.getAsLong();
        lock.lock();
        try {
            batch.finish();
            roll.leave(batch.members());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.onBatch(pictures, batch.age(start), end - start);
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Batch batch) {
        lock.lock();
        try {
            roll.leave(List.of(Thread.currentThread()));
            if (batch.leave()) {
                filling = filling == batch ? null : filling;
                idle.add(batch.lane());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void refuseWhenOver() {
        if (failure != null) {
            throw refusal(failure);
        }
        if (closed) {
            throw new RunError("the detector is closed");
        }
    }

    private static RunError refusal(Throwable cause) {
        String known = cause instanceof RunError ? cause.getMessage() : null;
        return new RunError(known == null ? "the engine failed: " + cause : known, cause);
    }

    /** Sends those away who still wait for a batch to go, waits for the runs under way, and frees the lanes. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            while (idle.size() < lanes.size()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        lanes.forEach(Lane::close);
    }
}
