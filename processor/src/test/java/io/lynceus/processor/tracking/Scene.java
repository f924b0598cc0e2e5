package io.lynceus.processor.tracking;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.vision.boxes.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Frames of a made-up street of 1600x800 pixels, shown to a tracker; remembers which id each object had. */
final class Scene {
    static final int WIDTH = 1600;
    static final int HEIGHT = 800;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Detection> boxes = new ArrayList<>();
    private final Supplier<ByteTracker> trackers;
    private ByteTracker tracker;
    private long sequence;
    private @Nullable String damage;
    /** Ids in the order in which they were first seen. */
    private final List<Long> known = new ArrayList<>();

    Scene(Supplier<ByteTracker> trackers) {
        this.trackers = trackers;
        this.tracker = trackers.get();
    }

    /** Puts an object into the next frame: its middle and its size in pixels. */
    Scene with(int classId, double score, double x, double y, double width, double height) {
        boxes.add(new Detection(
                classId,
                "class" + classId,
                (float) score,
                (float) ((x - width / 2) / WIDTH),
                (float) ((y - height / 2) / HEIGHT),
                (float) ((x + width / 2) / WIDTH),
                (float) ((y + height / 2) / HEIGHT)));
        return this;
    }

    /** A person. */
    Scene person(double x, double y) {
        return with(0, 0.9, x, y, 60, 160);
    }

    /** From now on, or no longer. */
    void damaged(boolean broken) {
        damage = broken ? "a packet is missing" : null;
    }

    /**
     * Shows the frame; the tracks of its objects in the order in which they were put there, as numbers from 1 in the
     * order in which their ids were first seen, null for none.
     */
    List<@Nullable Long> show(double second) {
        List<@Nullable Long> numbers = new ArrayList<>();
        for (Long id : ids(second)) {
            if (id != null && !known.contains(id)) {
                known.add(id);
            }
            numbers.add(id == null ? null : Long.valueOf(known.indexOf(id) + 1));
        }
        return numbers;
    }

    /** Shows the frame; the ids of the tracks of its objects. */
    List<@Nullable Long> ids(double second) {
        Instant time = START.plusNanos(Math.round(second * 1e9));
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
                WIDTH,
                HEIGHT,
                new PacketFacts.Origin("packets", 0, sequence),
                false);
        List<@Nullable Long> ids = new ArrayList<>();
        tracker.onFrame(new SeenFrame(facts, WIDTH, HEIGHT, damage), boxes).forEach(box -> ids.add(box.track()));
        boxes.clear();
        return ids;
    }

    /** As a process does that starts again. */
    void restart() {
        ByteTracker other = trackers.get();
        other.restore(tracker.version(), tracker.snapshot());
        tracker = other;
    }

    /** As a process does that starts again and finds nothing of what was. */
    void forget() {
        tracker = trackers.get();
    }

    ByteTracker tracker() {
        return tracker;
    }
}
