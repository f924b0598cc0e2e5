package io.lynceus.processor.analytics;

import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the zone events of one frame, and counts them. One thread. */
final class ZoneSink {
    private final FrameAt at;
    private final FrameRecords records;
    private final Window window;
    private final IntFunction<String> label;
    private final List<ZoneWatch> grounds;

    /** @param grounds the zones, of which some know their distances */
    ZoneSink(FrameAt at, FrameRecords records, Window window, IntFunction<String> label, List<ZoneWatch> grounds) {
        this.at = at;
        this.records = records;
        this.window = window;
        this.label = label;
        this.grounds = grounds;
    }

    FrameAt at() {
        return at;
    }

    Window window() {
        return window;
    }

    /** The same in every process: a frame decides once for a zone, a kind and a track. */
    String id(String zone, ZoneEventKind kind, long track) {
        return at.frameId() + "/" + zone + "/" + kind + "/" + track;
    }

    String label(int classId) {
        return label.apply(classId);
    }

    /** Something that one object did at a zone. */
    void zone(
            String zone,
            ZoneEventKind kind,
            Followed track,
            int classId,
            double anchorY,
            long time,
            @Nullable Long since,
            int occupancy,
            @Nullable String condition) {
        event(zone, kind, track, classId, anchorY, time, null, false, since, occupancy, condition);
    }

    void crossed(
            String line,
            Followed track,
            int classId,
            double anchorY,
            long time,
            CrossingDirection direction,
            boolean wrong) {
        event(line, ZoneEventKind.CROSSED, track, classId, anchorY, time, direction, wrong, null, null, null);
    }

    private void event(
            String zone,
            ZoneEventKind kind,
            Followed track,
            int classId,
            double anchorY,
            long time,
            @Nullable CrossingDirection direction,
            boolean wrong,
            @Nullable Long since,
            @Nullable Integer occupancy,
            @Nullable String condition) {
        records.zone(new ZoneEvent(
                id(zone, kind, track.id()),
                at.camera(),
                zone,
                kind,
                at.frameId(),
                at.epoch(),
                at.time(),
                FrameAt.instant(time),
                track.id(),
                classId,
                label(classId),
                track.last().footX(),
                (float) anchorY,
                direction,
                wrong,
                since == null ? null : FrameAt.instant(since),
                since == null ? null : millis(since, time),
                occupancy,
                speed(track),
                condition,
                at.zones()));
    }

    /** Something that all objects of a zone did together. */
    void crowd(
            String zone,
            ZoneEventKind kind,
            long time,
            @Nullable Long since,
            int occupancy,
            @Nullable String condition) {
        records.zone(new ZoneEvent(
                id(zone, kind, 0),
                at.camera(),
                zone,
                kind,
                at.frameId(),
                at.epoch(),
                at.time(),
                FrameAt.instant(time),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                since == null ? null : FrameAt.instant(since),
                since == null ? null : millis(since, time),
                occupancy,
                null,
                condition,
                at.zones()));
    }

    static long millis(long since, long time) {
        return Math.max(0, time - since) / 1000;
    }

    /** By the first zone that knows its distances and has the object's foot in it. */
    private @Nullable Float speed(Followed track) {
        for (ZoneWatch zone : grounds) {
            Homography ground = zone.ground();
            if (ground != null
                    && zone.contains(track.last().footX(), track.last().y2())) {
                double speed = track.speed(ground);
                return Double.isNaN(speed) ? null : (float) speed;
            }
        }
        return null;
    }
}
