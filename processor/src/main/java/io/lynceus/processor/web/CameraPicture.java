package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import java.awt.image.BufferedImage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest picture of one camera, and whether anybody wants a newer one. Thread-safe; nobody who offers a picture
 * ever waits for somebody who looks at one.
 */
final class CameraPicture {
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** A little under a tenth of a second, so that a 10 fps camera is shown frame by frame. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(85);

    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Raw> raw = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long askedAt;
    private volatile boolean everAsked;
    private volatile long acceptedAt;
    private volatile boolean everAccepted;
    private volatile boolean closed;
    private @Nullable Jpeg latest;

    CameraPicture(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True when somebody watches and the last accepted picture is old enough. */
    boolean wanted() {
        long now = nanoTime.getAsLong();
        return everAsked && now - askedAt < WATCHED_NANOS && (!everAccepted || now - acceptedAt >= APART_NANOS);
    }

    /** Puts a picture in the queue of one; true when the queue was empty, so that the painter must be told. */
    boolean offer(Raw picture) {
        acceptedAt = nanoTime.getAsLong();
        everAccepted = true;
        return raw.getAndSet(picture) == null;
    }

    /** Takes what was offered last. */
    @Nullable
    Raw take() {
        return raw.getAndSet(null);
    }

    /** Shows a picture to all who wait for one. */
    void publish(byte[] bytes) {
        lock.lock();
        try {
            latest = new Jpeg(latest == null ? 1 : latest.version + 1, bytes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No picture will come any more: nobody waits from here on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        return closed;
    }

    /**
     * Notes that somebody watches, and waits for a picture other than the given version.
     *
     * @param version the picture that the viewer has, 0 for none
     * @return the latest picture, the same one when no other came in time; null when there is none at all
     */
    @Nullable
    Jpeg awaitOther(long version, long maxMillis) throws InterruptedException {
        askedAt = nanoTime.getAsLong();
        everAsked = true;
        long left = TimeUnit.MILLISECONDS.toNanos(maxMillis);
        lock.lock();
        try {
            while (!closed && left > 0 && (latest == null || latest.version == version)) {
                left = changed.awaitNanos(left);
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** A decoded picture, not yet drawn upon, and what was found in it. */
    record Raw(BufferedImage image, FrameDetections event) {}

    /** A drawn picture; versions count up from 1. */
    record Jpeg(long version, byte[] bytes) {}
}
