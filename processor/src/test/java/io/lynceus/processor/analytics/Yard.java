package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.boxes.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A square picture of one camera, with objects that a tracker has numbered, and what the stage makes of it. */
final class Yard implements FrameRecords {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SIZE = 1000;

    final List<TrackEvent> tracks = new ArrayList<>();
    final List<ZoneEvent> events = new ArrayList<>();
    final List<CountWindow> windows = new ArrayList<>();

    private Analytics settings;
    private final List<Detection> boxes = new ArrayList<>();
    private final Set<Long> alive = new HashSet<>();
    private CameraZones zones;
    private AnalyticsStage stage;
    private long sequence;
    private @Nullable String damage;

    Yard(Analytics settings, CameraZones zones) {
        this.settings = settings;
        this.zones = zones;
        this.stage = stage();
    }

    Yard(CameraZones zones) {
        this(Analytics.NONE, zones);
    }

    private AnalyticsStage stage() {
        return new AnalyticsStage("cam", settings, camera -> zones, alive::contains, this);
    }

    /** The feet of an object in the next frame, in 0..1 of the picture. */
    Yard with(@Nullable Long id, int classId, double score, double x, double y) {
        boxes.add(new Detection(
                classId,
                "class" + classId,
                (float) score,
                (float) (x - 0.02),
                (float) (y - 0.1),
                (float) (x + 0.02),
                (float) y,
                id));
        if (id != null) {
            alive.add(id);
        }
        return this;
    }

    Yard person(long id, double x, double y) {
        return with(id, 0, 0.9, x, y);
    }

    /** Its track is over from the next frame on. */
    Yard over(long id) {
        alive.remove(id);
        return this;
    }

    Yard damaged() {
        damage = "a packet is missing";
        return this;
    }

    /** From the next frame on. */
    void draw(CameraZones other) {
        zones = other;
    }

    void show(double second) {
        Instant time = START.plusNanos(Math.round(second * 1e6) * 1000);
        PacketFacts facts = new PacketFacts(
                "cam",
                1,
                sequence++,
                0,
                1,
                25,
                time,
                CaptureTimeSource.SENDER_REPORT,
                time,
                SIZE,
                SIZE,
                new PacketFacts.Origin("packets", 0, sequence),
                false);
        stage.onFrame(new SeenFrame(facts, SIZE, SIZE, damage), List.copyOf(boxes));
        boxes.clear();
        damage = null;
    }

    /** As a process does that starts again. */
    void restart() {
        AnalyticsStage other = stage();
        other.restore(stage.version(), stage.snapshot());
        stage = other;
    }

    /** As a process does that starts again and finds nothing of what was. */
    void forget() {
        stage = stage();
    }

    /** The same with other windows. */
    void restart(Analytics other) {
        settings = other;
        restart();
    }

    int stored() {
        return stage.snapshot().length;
    }

    List<String> kinds() {
        return events.stream()
                .map(event -> event.getZone() + " " + event.getKind()
                        + (event.getDirection() == null ? "" : " " + event.getDirection())
                        + (event.getTrackId() == null ? "" : " " + event.getTrackId()))
                .toList();
    }

    @Override
    public void track(TrackEvent event) {
        tracks.add(event);
    }

    @Override
    public void zone(ZoneEvent event) {
        events.add(event);
    }

    @Override
    public void counts(CountWindow window) {
        windows.add(window);
    }
}
