package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras being captured, which may be changed while they are: who stays the same is not touched. Safe for use by
 * many threads.
 */
public final class Cameras implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cameras.class);

    private final CaptureOptions options;
    private final PacketSink sink;
    private final StatusSink status;
    private final Clock clock;
    private final Map<String, Capture> captures = new ConcurrentSkipListMap<>();
    private final AtomicLong packetsOfThoseGone = new AtomicLong();

    /** Without a camera yet. */
    public Cameras(CaptureOptions options, PacketSink sink, StatusSink status, Clock clock) {
        this.options = options;
        this.sink = sink;
        this.status = status;
        this.clock = clock;
    }

    /** Starts the cameras of the beginning, of which nobody is told that they were added. */
    public synchronized void begin(List<Camera> cameras) {
        cameras.forEach(this::start);
    }

    /**
     * Has exactly these cameras: starts those that are new, stops those that are not among them, restarts those that
     * have changed.
     */
    public synchronized void apply(List<Camera> cameras) {
        Map<String, Camera> wanted = new HashMap<>();
        cameras.forEach(camera -> wanted.put(camera.name(), camera));
        for (String name : List.copyOf(captures.keySet())) {
            if (!wanted.containsKey(name)) {
                remove(name);
            }
        }
        cameras.forEach(this::put);
    }

    /**
     * Adds a camera, or changes the one of that name; one that is the same already is left alone.
     *
     * @return true when there was none of that name
     */
    public synchronized boolean put(Camera camera) {
        Capture before = captures.get(camera.name());
        if (before == null) {
            tell(camera.name(), CameraChange.ADDED);
            start(camera);
        } else if (!before.camera().equals(camera)) {
            // Both at once would mix two epochs. What it fails with, being stopped, is no news of what takes the
            // packets.
            captures.remove(camera.name());
            stop(before);
            tell(camera.name(), CameraChange.CHANGED);
            start(camera);
        }
        return before == null;
    }

    /**
     * Stops a camera.
     *
     * @return false when there was none of that name
     */
    public synchronized boolean remove(String name) {
        Capture capture = captures.remove(name);
        if (capture == null) {
            return false;
        }
        stop(capture);
        tell(name, CameraChange.REMOVED);
        return true;
    }

    private void start(Camera camera) {
        captures.put(camera.name(), Capture.start(camera, options, sink, status, clock));
    }

    private void stop(Capture capture) {
        capture.close();
        packetsOfThoseGone.addAndGet(capture.packets());
    }

    private void tell(String camera, CameraChange change) {
        LOG.atInfo().addKeyValue("camera", camera).log("{}", change);
        status.publish(CameraStatus.newBuilder()
                .setCamera(camera)
                .setStatus(change)
                .setTime(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build());
    }

    /** The cameras of now, by name. */
    public Collection<Capture> captures() {
        return List.copyOf(captures.values());
    }

    /** How each stands, by name. */
    public List<CameraState> states() {
        return captures.values().stream().map(Capture::state).toList();
    }

    /** How one stands, null when there is none of that name. */
    public @Nullable CameraState state(String name) {
        Capture capture = captures.get(name);
        return capture == null ? null : capture.state();
    }

    /** Packets with a frame sent so far, also by cameras that are gone. */
    public long packets() {
        return packetsOfThoseGone.get()
                + captures.values().stream().mapToLong(Capture::packets).sum();
    }

    /** Stops them all; every packet that was read has been handed over. */
    @Override
    public synchronized void close() {
        captures.values().parallelStream().forEach(Capture::close);
    }
}
