package io.lynceus.processor.ops;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one camera's frames, in process. Safe for several threads. */
final class FrameMeters {
    private static final int MOST_CLASSES = 1000;
    private static final int MOST_ZONES = 200;
    private static final String CAMERA = "camera";

    private final MeterRegistry registry;
    private final String camera;
    private final Map<Outcome, Counter> outcomes = new ConcurrentHashMap<>();
    private final Named<Counter> classes;
    private final Named<String> zones = new Named<>(MOST_ZONES, name -> name);
    private final Map<Happening, Counter> happenings = new ConcurrentHashMap<>();
    private final Counter damaged;
    private final Counter missing;
    private final Counter begun;
    private final Counter ended;
    private volatile @Nullable Last last;
    private volatile long held;

    private record Happening(String zone, ZoneEventKind kind) {}

    private record Outcome(FrameStatus status, String reason) {}

    /** The event that was committed last. */
    private record Last(Instant ingest, Duration late, int partition) {}

    /**
     * @param waiting gives how many records wait in a partition
     * @param now gives the time
     */
    FrameMeters(MeterRegistry registry, String camera, Waiting waiting, Supplier<Instant> now) {
        this.registry = registry;
        this.camera = camera;
        this.classes = new Named<>(
                MOST_CLASSES,
                label -> Counter.builder("lynceus.detections")
                        .description("Objects found, once for each frame that they are in")
                        .tags(CAMERA, camera, "class", label)
                        .register(registry));
        this.damaged = Counter.builder("lynceus.frames.damaged")
                .description("Frames of which something was missing and which were shown to the model all the same")
                .tags(CAMERA, camera)
                .register(registry);
        this.missing = Counter.builder("lynceus.frames.missing")
                .description("Frames that capture numbered and that never came to process")
                .tags(CAMERA, camera)
                .register(registry);
        Gauge.builder("lynceus.camera.lag", () -> lag(waiting, now.get()))
                .baseUnit("seconds")
                .description("How late the newest committed event came after capture had its packet; it grows while"
                        + " packets wait")
                .tags(CAMERA, camera)
                .register(registry);
        this.begun = tracks(registry, camera, "started");
        this.ended = tracks(registry, camera, "ended");
        // So that a rate can be had of the first one.
        counter(new Outcome(FrameStatus.DETECTED, ""));
        counter(new Outcome(FrameStatus.DECODE_ERROR, Reasons.of(FrameStatus.DECODE_ERROR, null)));
        counter(new Outcome(FrameStatus.SKIPPED, Reasons.of(null)));
    }

    private static Counter tracks(MeterRegistry registry, String camera, String change) {
        return Counter.builder("lynceus.tracks")
                .description("Tracks of objects that have started and that have ended")
                .tags(CAMERA, camera, "change", change)
                .register(registry);
    }

    /** How many records wait in a partition. */
    @FunctionalInterface
    interface Waiting {
        long in(int partition);
    }

    private double lag(Waiting waiting, Instant now) {
        Last last = this.last;
        if (last == null) {
            return Double.NaN;
        }
        Duration lag = waiting.in(last.partition()) > 0 ? Duration.between(last.ingest(), now) : last.late();
        return Histograms.possible(lag).toMillis() / 1e3;
    }

    private Counter counter(Outcome outcome) {
        return outcomes.computeIfAbsent(
                outcome,
                unknown -> Counter.builder("lynceus.frames")
                        .description("Frames with a committed event; status and reason say what became of them")
                        .tags(CAMERA, camera)
                        .tags("status", outcome.status().name().toLowerCase(Locale.ROOT), "reason", outcome.reason())
                        .register(registry));
    }

    /** An event that is committed. */
    void add(FrameDetections event, Instant now) {
        counter(new Outcome(event.getStatus(), Reasons.of(event.getStatus(), event.getReason())))
                .increment(event.getFrameCount());
        if (event.getDamaged() != null) {
            damaged.increment();
        }
        for (Detection detection : event.getDetections()) {
            classes.of(detection.getLabel()).increment();
        }
        last = new Last(
                event.getIngestTime(), Duration.between(event.getIngestTime(), now), event.getOriginPartition());
    }

    void add(TrackEvent event) {
        if (event.getChange() == TrackChange.STARTED) {
            begun.increment();
        } else if (event.getChange() == TrackChange.ENDED) {
            ended.increment();
        }
    }

    void add(ZoneEvent event) {
        happenings
                .computeIfAbsent(new Happening(zones.of(event.getZone()), event.getKind()), this::counter)
                .increment();
    }

    private Counter counter(Happening happening) {
        return Counter.builder("lynceus.zone.events")
                .description("What happened at zones and lines: records of the zone events topic")
                .tags(CAMERA, camera, "zone", happening.zone())
                .tags("kind", happening.kind().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void missing(long frames) {
        missing.increment(frames);
    }

    void held(long frames) {
        held = frames;
    }

    long held() {
        return held;
    }

    /** Takes the lag away: another process has the camera now. The counters stay, as counters do. */
    void left() {
        held = 0;
        last = null;
    }
}
