package io.lynceus.processor.cli;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.config.RunError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cameras of one capture run. A camera that fails costs only itself; the run fails at its end. */
final class CaptureGroup implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);

    private final List<Capture> captures;
    private final List<Capture> running;
    private final StatusLine status;
    private final long startNanos = System.nanoTime();
    private @Nullable RunError failure;

    private CaptureGroup(List<Capture> captures, StatusLine status) {
        this.captures = captures;
        this.running = new ArrayList<>(captures);
        this.status = status;
    }

    static CaptureGroup start(List<Camera> cameras, CaptureOptions options, PacketSink sink, StatusLine status) {
        return new CaptureGroup(
                cameras.stream()
                        .map(camera -> Capture.start(camera, options, sink, Clock.systemUTC()))
                        .toList(),
                status);
    }

    /**
     * Returns when every camera is done or we were told to stop.
     *
     * @throws RunError the last one that a camera failed with; those before are printed
     */
    void follow(StopSignal stop) {
        do {
            running.removeIf(this::over);
            status.update(line());
        } while (!running.isEmpty() && !stop.await(TICK));
        captures.forEach(Capture::close);
        running.removeIf(this::over);
        status.print(line());
        if (failure != null) {
            throw failure;
        }
    }

    private boolean over(Capture capture) {
        try {
            return capture.await(Duration.ZERO);
        } catch (RunError e) {
            if (failure != null) {
                status.print("lynceus: " + failure.getMessage());
            }
            failure = e;
            return true;
        }
    }

    private String line() {
        long packets = captures.stream().mapToLong(Capture::packets).sum();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format(
                "capture: %d of %d cameras running, %,d packets sent, %.1f/s",
                running.size(), captures.size(), packets, packets / Math.max(seconds, 1e-3));
    }

    @Override
    public void close() {
        captures.forEach(Capture::close);
    }
}
