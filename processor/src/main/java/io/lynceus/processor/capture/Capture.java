package io.lynceus.processor.capture;

import java.time.Clock;
import java.time.Duration;

/** One camera being captured, by a thread of its own. */
public final class Capture implements AutoCloseable {
    /** Starts; the first packets come when the source is open. */
    public static Capture start(Camera camera, CaptureOptions options, PacketSink sink, Clock clock) {
        throw new UnsupportedOperationException("coming: " + camera + options + sink + clock);
    }

    private Capture() {}

    /** Packets that carry a frame, sent so far. */
    public long packets() {
        return 0;
    }

    /**
     * Waits for the end of a file's last loop, or a failure.
     *
     * @return false when the time was up first
     * @throws io.lynceus.processor.config.UserError for a file that is missing or holds no video
     * @throws io.lynceus.processor.config.RunError when the camera cannot be reached, or the sink failed
     */
    public boolean await(Duration time) {
        return time.isZero();
    }

    /** Ends the epoch with its marker and stops, within 10 s. May be called by any thread, more than once. Does not throw what the capture failed with. */
    @Override
    public void close() {}
}
