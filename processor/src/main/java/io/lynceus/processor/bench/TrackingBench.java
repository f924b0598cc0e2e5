package io.lynceus.processor.bench;

import io.lynceus.processor.analytics.AnalyticsStage;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.tracking.ByteTracker;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.boxes.Detection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What tracker, zones and counts cost a frame, on one thread: four zones and two lines, and the snapshot that is taken
 * after each packet.
 */
public final class TrackingBench {
    private static final int WARM = 20_000;
    /** A frame with 30 objects should cost no more. */
    private static final double MOST_MILLIS = 0.2;

    private final int objects;
    private final int frames;
    private final int runs;
    private final Supplier<ByteTracker> trackers;
    private final Consumer<String> out;

    /**
     * @param objects in each frame
     * @param frames a run
     * @param trackers makes the one to measure
     * @param out takes the lines of the report
     */
    public TrackingBench(int objects, int frames, int runs, Supplier<ByteTracker> trackers, Consumer<String> out) {
        this.objects = objects;
        this.frames = frames;
        this.runs = runs;
        this.trackers = trackers;
        this.out = out;
    }

    /** Counts what was written. */
    private static final class Written implements FrameRecords {
        private long tracks;
        private long events;
        private long windows;

        @Override
        public void track(TrackEvent event) {
            tracks++;
        }

        @Override
        public void zone(ZoneEvent event) {
            events++;
        }

        @Override
        public void counts(CountWindow window) {
            windows++;
        }
    }

    /** True when a frame costs no more than it may, by the median of the runs. */
    public boolean run() {
        List<Double> tracking = new ArrayList<>();
        List<Double> storing = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        Written written = new Written();
        ByteTracker tracker = trackers.get();
        CameraZones zones = zones();
        AnalyticsStage stage = new AnalyticsStage("crowd", Analytics.NONE, camera -> zones, tracker, written);
        Crowd crowd = new Crowd(objects, 1);
        // Of the processor alone: other work on the machine is not counted.
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int run = -1; run < runs; run++) {
            long inTracker = 0;
            long inStage = 0;
            long inSnapshot = 0;
            int length = run < 0 ? WARM : frames;
            for (int i = 0; i < length; i++) {
                SeenFrame frame = crowd.frame();
                List<Detection> boxes = crowd.boxes();
                long start = cpu.getCurrentThreadCpuTime();
                List<Detection> numbered = tracker.onFrame(frame, boxes);
                long tracked = cpu.getCurrentThreadCpuTime();
                stage.onFrame(frame, numbered);
                long counted = cpu.getCurrentThreadCpuTime();
                bytes = tracker.snapshot().length + stage.snapshot().length;
                inTracker += tracked - start;
                inStage += counted - tracked;
                inSnapshot += cpu.getCurrentThreadCpuTime() - counted;
            }
            if (run >= 0) {
                tracking.add(inTracker / 1e6 / length);
                storing.add(inSnapshot / 1e6 / length);
                all.add((inTracker + inStage + inSnapshot) / 1e6 / length);
            }
        }
        Series.Spread whole = Series.Spread.of(all);
        out.accept(line("tracker", Series.Spread.of(tracking)));
        out.accept(line("snapshot", Series.Spread.of(storing)));
        out.accept(line("tracker, zones, counts, snapshot", whole));
        out.accept(String.format(
                Locale.ROOT,
                "%d objects a frame, %,d frames a run, %d runs; %,d bytes of state at the end; %,d track"
                        + " records, %,d zone events, %,d windows",
                objects,
                frames,
                runs,
                bytes,
                written.tracks,
                written.events,
                written.windows));
        return whole.median() <= MOST_MILLIS && written.events > 0;
    }

    private static String line(String what, Series.Spread millis) {
        return String.format(
                Locale.ROOT,
                "%-34s %.4f ms CPU a frame (%.4f to %.4f)",
                what,
                millis.median(),
                millis.least(),
                millis.most());
    }

    /**
     * Four zones over the whole picture, of which one loiters, one crowds and one knows its distances, and two lines.
     */
    public static CameraZones zones() {
        List<Point> right = rectangle(0.5, 0, 1, 1);
        return new CameraZones(
                List.of(
                        new ZoneConfig("left", rectangle(0, 0, 0.5, 1)),
                        new ZoneConfig("right", right, null, null, null, null, null, 5.0, null, right),
                        new ZoneConfig(
                                "middle", rectangle(0.3, 0.3, 0.7, 0.7), null, null, null, null, null, null, 8, null),
                        new ZoneConfig("low", rectangle(0.1, 0.7, 0.9, 0.95))),
                List.of(
                        new LineConfig("down", new Point(0.5, 0), new Point(0.5, 1)),
                        new LineConfig("up", new Point(0.25, 1), new Point(0.25, 0))));
    }

    private static List<Point> rectangle(double left, double top, double right, double bottom) {
        return List.of(new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom));
    }
}
