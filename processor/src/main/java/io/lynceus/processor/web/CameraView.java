package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import java.awt.image.BufferedImage;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The latest picture of one camera, and how large and how often somebody wants a newer one. Thread-safe. */
final class CameraView {
    private static final Wanted NOBODY = new Wanted(0, 0);

    private final String name;
    private final AtomicReference<@Nullable Raw> raw = new AtomicReference<>();
    private volatile Wanted wanted = NOBODY;
    private volatile @Nullable Long acceptedAt;
    private volatile @Nullable Jpeg latest;
    private long published;

    CameraView(String name) {
        this.name = name;
    }

    /** Somebody came or went. */
    void wishes(Set<Pictures.View> views) {
        int width = 0;
        double perSecond = 0;
        for (Pictures.View view : views) {
            if (view.wish().cameras().contains(name)) {
                width = Math.max(width, view.wish().width());
                perSecond = Math.max(perSecond, view.wish().perSecond());
            }
        }
        // A little less, so that a camera of just that rate is shown frame by frame.
        wanted = width == 0 ? NOBODY : new Wanted(width, (long) (0.85 * TimeUnit.SECONDS.toNanos(1) / perSecond));
        if (width == 0) {
            latest = null; // whoever comes next sees no picture from long ago
        }
    }

    /** The width that a picture taken now should have, 0 when none is wanted. */
    int wanted(long nowNanos) {
        Wanted now = wanted;
        Long before = acceptedAt;
        return now.width > 0 && (before == null || nowNanos - before >= now.apartNanos) ? now.width : 0;
    }

    /** Puts a picture in the queue of one; true when the queue was empty, so that the encoder must be told. */
    boolean offer(Raw picture, long nowNanos) {
        acceptedAt = nowNanos;
        return raw.getAndSet(picture) == null;
    }

    /** Takes what was offered last. */
    @Nullable
    Raw take() {
        return raw.getAndSet(null);
    }

    /** The encoder's thread alone. */
    void publish(byte[] bytes, FrameDetections event) {
        published++;
        latest = new Jpeg(published, bytes, event);
    }

    @Nullable
    Jpeg latest() {
        return latest;
    }

    private record Wanted(int width, long apartNanos) {}

    /** A decoded picture, not yet encoded, and what was found in it. */
    record Raw(BufferedImage image, FrameDetections event) {}

    /** A picture; another one has another version. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Jpeg(long version, byte[] bytes, FrameDetections event) {}
}
