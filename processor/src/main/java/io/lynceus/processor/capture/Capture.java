package io.lynceus.processor.capture;

import io.lynceus.vision.RunError;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One camera being captured, by a thread of its own that alone touches the source. */
public final class Capture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Camera camera;
    private final CaptureLoop loop;
    private final Thread owner;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;

    private Capture(Camera camera, CaptureOptions options, PacketSink sink, StatusSink status, Clock clock) {
        this.camera = camera;
        this.loop = new CaptureLoop(camera, options, sink, status, clock);
        this.owner = new Thread(this::run, "capture-" + camera.name());
        owner.setDaemon(true);
    }

    /** Starts; the first packets come when the source is open. */
    public static Capture start(
            Camera camera, CaptureOptions options, PacketSink sink, StatusSink status, Clock clock) {
        Capture capture = new Capture(camera, options, sink, status, clock);
        capture.owner.start();
        return capture;
    }

    /** As above, telling nobody what happens to the camera. */
    public static Capture start(Camera camera, CaptureOptions options, PacketSink sink, Clock clock) {
        return start(camera, options, sink, StatusSink.NONE, clock);
    }

    private void run() {
        MDC.put("camera", camera.name());
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } catch (Throwable e) {
            failure = new RunError("camera " + camera.name() + ": " + Fault.words(e), e);
        } finally {
            ended.countDown();
        }
    }

    public Camera camera() {
        return camera;
    }

    /** Packets that carry a frame, sent so far. */
    public long packets() {
        return loop.packets();
    }

    /** How it stands. */
    public CameraState state() {
        return loop.state();
    }

    /** True when it has ended, well or not. */
    public boolean over() {
        return ended.getCount() == 0;
    }

    /** What it has failed with, null when it runs or has ended well. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /** True when it has failed, and not because of its camera: what takes the packets has. */
    public boolean sinkFailed() {
        return loop.sinkFailed();
    }

    /**
     * Waits for the end of a file's last loop, or a failure.
     *
     * @return false when the time was up first
     * @throws io.lynceus.vision.UserError for a file that is missing or holds no video
     * @throws RunError when the camera cannot be reached, or the sink failed
     */
    public boolean await(Duration time) {
        try {
            boolean over = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            return over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends the epoch with its marker and stops, within 10 s. May be called by any thread, more than once. Does not
     * throw what the capture failed with.
     */
    @Override
    public void close() {
        loop.stop();
        try {
            if (ended.await(CLOSE_PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                return;
            }
            // It may wait for room in the buffer, because the broker is away.
            owner.interrupt();
            if (!ended.await(CLOSE_PATIENCE.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("camera", camera.name())
                        .log("capture did not stop in time and is left to itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
