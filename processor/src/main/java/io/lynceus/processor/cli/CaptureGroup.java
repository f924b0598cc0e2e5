package io.lynceus.processor.cli;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CamerasFile;
import io.lynceus.processor.capture.Capture;
import io.lynceus.schemas.avro.CameraChange;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees the cameras of one capture run through. A camera that fails costs only itself; the run fails at its end. One
 * thread.
 */
final class CaptureGroup {
    private static final Duration TICK = Duration.ofMillis(500);

    private final Cameras cameras;
    private final @Nullable CamerasFile file;
    private final boolean endless;
    private final LongSupplier dropped;
    private final StatusLine status;
    private final long startNanos = System.nanoTime();
    private final Set<Capture> failed = new HashSet<>();
    private @Nullable RuntimeException failure;

    /**
     * @param file looked at for changes, null when there is none
     * @param endless true when there may be more cameras after the last one has ended
     * @param dropped how many packets the sink has dropped so far
     */
    CaptureGroup(
            Cameras cameras, @Nullable CamerasFile file, boolean endless, LongSupplier dropped, StatusLine status) {
        this.cameras = cameras;
        this.file = file;
        this.endless = endless;
        this.dropped = dropped;
        this.status = status;
    }

    /**
     * Returns when every camera is done or we were told to stop.
     *
     * @throws RuntimeException what a camera of a run that has ended has failed with, or what takes the packets did
     */
    void follow(StopSignal stop) {
        do {
            List<Camera> changed = file == null ? null : file.look();
            if (changed != null) {
                cameras.apply(changed);
                status.print("capture: " + file + " has changed: " + changed.size() + " cameras");
            }
            status.update(line());
        } while ((running() || endless) && !stop.await(TICK));
        cameras.close();
        running();
        status.print(line());
        if (failure != null) {
            throw failure;
        }
    }

    /** False when all have ended. */
    private boolean running() {
        Collection<Capture> captures = cameras.captures();
        long ended = captures.stream().filter(Capture::over).count();
        for (Capture capture : captures) {
            RuntimeException why = capture.failure();
            if (why != null && failed.add(capture)) {
                if (capture.sinkFailed()) {
                    throw why;
                }
                if (endless || ended < captures.size()) {
                    status.print("lynceus: " + why.getMessage());
                }
                failure = endless ? null : why;
            }
        }
        return ended < captures.size();
    }

    private String line() {
        Collection<Capture> captures = cameras.captures();
        long there = captures.stream()
                .filter(capture -> !capture.over())
                .map(capture -> capture.state().change())
                .filter(change -> change == CameraChange.CONNECTED || change == CameraChange.RECONNECTED)
                .count();
        long packets = cameras.packets();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format(
                "capture: %d of %d cameras running, %,d packets sent, %.1f/s%s%s",
                there,
                captures.size(),
                packets,
                packets / Math.max(seconds, 1e-3),
                dropped(),
                DownCameras.text(cameras.states()));
    }

    private String dropped() {
        long frames = dropped.getAsLong();
        return frames == 0 ? "" : String.format(Locale.ROOT, ", %,d dropped", frames);
    }
}
