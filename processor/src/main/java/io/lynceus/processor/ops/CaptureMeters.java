package io.lynceus.processor.ops;

import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.EncodedPacket;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of capture: it looks at the packets and at the cameras' status on their way to the sinks. A frame counts
 * as captured when the broker has it. Safe for several threads.
 */
public final class CaptureMeters implements AutoCloseable {
    private static final int MOST_CAMERAS = 10_000;

    private final MeterRegistry registry;
    private final Clock clock;
    private final Named<SourceMeters> cameras;
    private final Timer store;
    private final AtomicReference<@Nullable Cameras> running = new AtomicReference<>();
    private @Nullable KafkaClientMetrics kafka;

    public CaptureMeters(Meters meters, Clock clock) {
        this.registry = meters.registry();
        this.clock = clock;
        this.cameras = new Named<>(MOST_CAMERAS, name -> new SourceMeters(registry, name, running::get, clock));
        this.store = Histograms.of(registry, "lynceus.store", "From a packet's capture to the broker's answer");
    }

    /** The cameras that are captured. */
    public void runs(Cameras captured) {
        running.set(captured);
        captured.states().forEach(state -> cameras.of(state.camera().name()));
    }

    /** A status sink that counts and passes on. */
    public StatusSink counted(StatusSink sink) {
        return status -> {
            count(status);
            sink.publish(status);
        };
    }

    private void count(CameraStatus status) {
        SourceMeters camera = cameras.of(status.getCamera());
        if (status.getStatus() == CameraChange.PACKETS_DROPPED) {
            camera.dropped(status.getCount(), Reasons.of(status.getReason()));
        } else {
            camera.changed(status.getStatus());
        }
    }

    /** A packet sink that counts and passes on. */
    public PacketSink counted(PacketSink sink) {
        return new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                cameras.of(packet.getCamera()).received(packet);
                sink.send(packet);
            }

            @Override
            public void flush() {
                sink.flush();
            }
        };
    }

    /** The broker has a packet. On the producer's thread. */
    public void stored(EncodedPacket packet) {
        if (!packet.getEndOfStream()) {
            cameras.of(packet.getCamera()).stored();
            Histograms.record(store, Duration.between(packet.getIngestTime(), clock.instant()));
        }
    }

    /** The sink whose buffer and producer are measured. */
    public void measures(KafkaPacketSink sink) {
        buffer(sink::waitingBytes, sink::mostBytes, sink::unsettled);
        kafka = new KafkaClientMetrics(sink.producer());
        kafka.bindTo(registry);
    }

    void buffer(LongSupplier waiting, LongSupplier most, LongSupplier unsettled) {
        gauge("lynceus.capture.buffer", "bytes", "Packets that wait for the broker", waiting);
        gauge("lynceus.capture.buffer.limit", "bytes", "How many may wait before the oldest are dropped", most);
        gauge("lynceus.capture.unsettled", "packets", "Packets that the broker has not taken", unsettled);
    }

    private void gauge(String name, String unit, String description, LongSupplier figure) {
        Gauge.builder(name, figure::getAsLong)
                .strongReference(true)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
