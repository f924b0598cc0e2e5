package io.lynceus.processor.ops;

import io.lynceus.processor.capture.CameraState;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.EncodedPacket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one camera, in capture. Safe for several threads. */
final class SourceMeters {
    private static final String CAMERA = "camera";

    private final MeterRegistry registry;
    private final String camera;
    private final Clock clock;
    private final Supplier<@Nullable Cameras> cameras;
    private final Counter frames;
    private final Counter bytes;
    private final Counter incomplete;
    private final Counter stored;
    private volatile double lastPacket;

    /** @param cameras gives those that are captured, null before there are any */
    SourceMeters(MeterRegistry registry, String camera, Supplier<@Nullable Cameras> cameras, Clock clock) {
        this.registry = registry;
        this.camera = camera;
        this.cameras = cameras;
        this.clock = clock;
        this.lastPacket = now();
        frames = counter("lynceus.capture.received.frames", "Frames that came from the camera");
        bytes = counter("lynceus.capture.received.bytes", "Bytes of them");
        incomplete = counter("lynceus.capture.incomplete.frames", "Frames of which RTP packets were lost, or may be");
        stored = counter("lynceus.capture.frames", "Frames that the broker has: the captured ones");
        dropped(0, "buffer");
        for (CameraChange change : List.of(CameraChange.RECONNECTED, CameraChange.LOST, CameraChange.AUTH_FAILED)) {
            changes(change).increment(0);
        }
        gauge("lynceus.camera.connected", "1 while packets come or may come", state -> connected(state) ? 1 : 0);
        gauge(
                "lynceus.camera.refused",
                "1 while the camera refuses user and password",
                state -> state.change() == CameraChange.AUTH_FAILED ? 1 : 0);
        gauge(
                "lynceus.camera.nominal.rate",
                "Frames a second that the stream says it has; NaN when it does not say",
                state -> state.frameRate() > 0 ? state.frameRate() : Double.NaN);
        gauge(
                "lynceus.camera.last.packet.timestamp.seconds",
                "When the last packet came, or the camera was added, in seconds since 1970",
                state -> lastPacket);
    }

    private static boolean connected(CameraState state) {
        return state.change() == CameraChange.CONNECTED || state.change() == CameraChange.RECONNECTED;
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tags(CAMERA, camera)
                .register(registry);
    }

    /** Of a file that has ended and of a camera that is not captured any more there is none. */
    private void gauge(String name, String description, ToDoubleFunction<CameraState> figure) {
        Gauge.builder(name, () -> {
                    Cameras all = cameras.get();
                    CameraState state = all == null ? null : all.state(camera);
                    boolean over = state == null || state.change() == CameraChange.EOF;
                    return over ? Double.NaN : figure.applyAsDouble(state);
                })
                .description(description)
                .tags(CAMERA, camera)
                .register(registry);
    }

    void received(EncodedPacket packet) {
        if (packet.getEndOfStream()) {
            return;
        }
        frames.increment();
        bytes.increment(packet.getData().remaining());
        if (packet.getIncomplete()) {
            incomplete.increment();
        }
        lastPacket = now();
    }

    void stored() {
        stored.increment();
    }

    void dropped(long packets, String reason) {
        Counter.builder("lynceus.capture.dropped.frames")
                .description("Frames that never reached the broker")
                .tags(CAMERA, camera, "reason", reason)
                .register(registry)
                .increment(packets);
    }

    void changed(CameraChange change) {
        changes(change).increment();
    }

    private Counter changes(CameraChange change) {
        return Counter.builder("lynceus.capture.changes")
                .description("What happened to the camera, as in its status")
                .tags(CAMERA, camera, "change", change.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
