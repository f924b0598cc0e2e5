package io.lynceus.processor.capture;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A camera that gives one picture for each request, as one stream: asked again and again at the camera's rate. A
 * request that fails is no loss yet; none that succeeds for as long as the camera's stall is. One thread.
 */
final class Snapshots {
    /** The pictures have no timestamps: what counts is when they come. */
    static final StreamTime TIME = new StreamTime(1, 1_000_000, 0, true, false);

    private static final long NANOS = 1_000_000_000;

    private final Camera camera;
    private final Deadline deadline;
    private final CountDownLatch stop;
    private final PacketReader first;
    private boolean streaming = true;
    private long askedNanos;
    private long pictureNanos;

    /**
     * @param first what the camera was found out with; its picture is the first, and it stays the caller's
     * @param stop ends the wait for the next picture
     */
    Snapshots(Camera camera, Deadline deadline, PacketReader first, CountDownLatch stop) {
        this.camera = camera;
        this.deadline = deadline;
        this.first = first;
        this.stop = stop;
        this.askedNanos = System.nanoTime();
        this.pictureNanos = askedNanos;
    }

    /**
     * The next picture when it is time for it; null when we were told to stop.
     *
     * @throws SourceAway when none has come for too long, or the camera refuses us
     */
    @Nullable
    Packet next() throws SourceAway, InterruptedException {
        if (streaming) {
            // Pictures one after the other on one connection are a stream, at the pace of who sends it.
            Packet packet = first.next();
            streaming = packet != null;
            if (packet != null) {
                pictureNanos = System.nanoTime();
                return packet;
            }
        }
        while (!stop.await(untilDue(), TimeUnit.NANOSECONDS)) {
            askedNanos = System.nanoTime();
            try (PacketReader reader = PacketReader.open(camera, deadline)) {
                Packet packet = reader.next();
                if (packet != null) {
                    pictureNanos = System.nanoTime();
                    return packet;
                }
            } catch (SourceAway e) {
                if (stop.getCount() > 0 && (e.refused() || silence().compareTo(camera.stall()) >= 0)) {
                    throw e;
                }
            }
        }
        return null;
    }

    private long untilDue() {
        long period = Math.round(NANOS / camera.rate());
        return Math.max(0, askedNanos + period - System.nanoTime());
    }

    private Duration silence() {
        return Duration.ofNanos(System.nanoTime() - pictureNanos);
    }
}
