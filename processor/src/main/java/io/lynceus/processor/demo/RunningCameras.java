package io.lynceus.processor.demo;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.vision.RunError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The cameras being captured. One thread. */
final class RunningCameras implements AutoCloseable {
    private final Map<Camera, Capture> running = new LinkedHashMap<>();
    private final List<Capture> all = new ArrayList<>();
    private final List<RunError> failures = new ArrayList<>();
    private final HeldBack sink;
    private final Consumer<Camera> onEnd;

    /** @param onEnd told when a camera's stream has come to its end, in whatever way */
    RunningCameras(
            List<Camera> cameras,
            CaptureOptions options,
            HeldBack sink,
            StatusSink status,
            Clock clock,
            Consumer<Camera> onEnd) {
        this.sink = sink;
        this.onEnd = onEnd;
        for (Camera camera : cameras) {
            Capture capture = Capture.start(camera, options, sink, status, clock);
            running.put(camera, capture);
            all.add(capture);
        }
    }

    /** Packets with a frame sent so far, all cameras together. */
    long packets() {
        return all.stream().mapToLong(Capture::packets).sum();
    }

    /**
     * Sees which cameras have ended.
     *
     * @return true while at least one runs
     * @throws io.lynceus.vision.UserError when a file turns out to be no video
     * @throws RunError when the last one has ended and none of them has ended well
     */
    boolean look() {
        for (Camera camera : List.copyOf(running.keySet())) {
            Capture capture = running.get(camera);
            if (capture != null && ended(capture)) {
                running.remove(camera);
                onEnd.accept(camera);
            }
        }
        if (running.isEmpty() && failures.size() == all.size()) {
            throw failures.get(0);
        }
        return !running.isEmpty();
    }

    private boolean ended(Capture capture) {
        try {
            return capture.await(Duration.ZERO);
        } catch (RunError e) {
            // A camera that misbehaves costs only itself.
            failures.add(e);
            return true;
        }
    }

    /** What cameras have failed with so far. */
    List<RunError> failures() {
        return List.copyOf(failures);
    }

    /** Stops them all; every packet that was read has been handed over. */
    @Override
    public void close() {
        sink.release();
        all.parallelStream().forEach(Capture::close);
    }
}
