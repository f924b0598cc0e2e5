package io.lynceus.processor.web;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.drawing.AnnotatedPicture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the page shows in numbers. Its memory does not grow with time. Thread-safe. */
final class Numbers {
    private static final int LAST_EVENTS = 14;
    private static final int MOST_CLASSES = 12;
    /** Half of the events older than this are a lag. */
    private static final double LAG_SECONDS = 2;

    private final InstantSource clock;
    private final Map<String, CameraNumbers> cameras = new LinkedHashMap<>();
    private final Map<String, Long> statuses = new LinkedHashMap<>();
    private final Map<Integer, String> labels = new TreeMap<>();
    private final RecentValues rate = new RecentValues(5000);
    private final RecentValues latencies = new RecentValues(10_000);
    private final RecentValues ages = new RecentValues(5000);
    private final ClassHistory history = new ClassHistory();
    private final ArrayDeque<Snapshot.Event> events = new ArrayDeque<>();
    private long frames;
    private boolean ended;

    Numbers(PageFacts facts, InstantSource clock) {
        this.clock = clock;
        for (String camera : facts.cameras()) {
            cameras.put(camera, new CameraNumbers(camera));
        }
        for (FrameStatus status : List.of(FrameStatus.DETECTED, FrameStatus.DECODE_ERROR, FrameStatus.SKIPPED)) {
            statuses.put(status.name(), 0L);
        }
        if (facts.classes().size() <= MOST_CLASSES) {
            facts.classes().forEach(this::know);
        }
    }

    synchronized void add(FrameDetections event) {
        Instant seen = clock.instant();
        long now = seen.toEpochMilli();
        double latency = Math.max(0, micros(seen) - micros(captured(event))) / 1000.0;
        frames += event.getFrameCount();
        rate.add(now, event.getFrameCount());
        ages.add(now, Math.max(0, micros(seen) - micros(event.getIngestTime())) / 1e6);
        statuses.merge(event.getStatus().name(), (long) event.getFrameCount(), Long::sum);
        cameras.computeIfAbsent(event.getCamera(), CameraNumbers::new).add(event, now);
        for (Detection detection : event.getDetections()) {
            know(detection.getClassId(), detection.getLabel());
        }
        if (event.getStatus() == FrameStatus.DETECTED) {
            // Of a frame that is skipped nobody waits for the event, and a run's waits for the run's end.
            latencies.add(now, latency);
            history.add(event.getCamera(), CameraNumbers.objects(event), now);
        }
        events.addFirst(brief(event, latency));
        while (events.size() > LAST_EVENTS) {
            events.removeLast();
        }
    }

    /** No more events from this camera. */
    synchronized void end(String camera) {
        cameras.computeIfAbsent(camera, CameraNumbers::new).end();
    }

    /** No more events at all. */
    synchronized void end() {
        ended = true;
        cameras.values().forEach(CameraNumbers::end);
    }

    synchronized Snapshot snapshot() {
        long now = clock.millis();
        List<Snapshot.Camera> each = new ArrayList<>();
        long lastSeen = 0;
        for (CameraNumbers camera : cameras.values()) {
            each.add(camera.snapshot(now));
            lastSeen = Math.max(lastSeen, camera.lastSeenMillis());
        }
        Double age = ages.quantile(now, 0.5);
        double behind = age == null || age <= LAG_SECONDS ? 0 : age;
        double quiet = lastSeen == 0 ? 0 : (now - lastSeen) / 1000.0;
        Double p50 = latencies.quantile(now, 0.5);
        Double p95 = latencies.quantile(now, 0.95);
        return new Snapshot(
                state(each, behind),
                quiet,
                behind,
                frames,
                rate.perSecond(now),
                p50 == null || p95 == null ? null : new Snapshot.Latency(p50, p95),
                new LinkedHashMap<>(statuses),
                each,
                history(now),
                List.copyOf(events),
                List.of(),
                0,
                0);
    }

    private PageState state(List<Snapshot.Camera> each, double behind) {
        boolean allEnded = !each.isEmpty() && each.stream().allMatch(camera -> camera.state() == PageState.ENDED);
        if (ended || allEnded) {
            return PageState.ENDED;
        }
        if (frames == 0) {
            return PageState.WAITING;
        }
        if (each.stream().noneMatch(camera -> camera.state() == PageState.LIVE)) {
            return PageState.QUIET;
        }
        return behind > 0 ? PageState.LAGGING : PageState.LIVE;
    }

    private Snapshot.History history(long now) {
        List<Long> seconds = history.seconds(now);
        List<Snapshot.Series> series = new ArrayList<>();
        labels.forEach((classId, label) -> {
            int current = cameras.values().stream()
                    .mapToInt(camera -> camera.objects().getOrDefault(classId, 0))
                    .sum();
            series.add(new Snapshot.Series(classId, label, colour(classId), current, history.counts(classId, seconds)));
        });
        return new Snapshot.History(seconds, series);
    }

    /** A model with many classes would make a chart that nobody can read: the first that are seen are shown. */
    private void know(int classId, String label) {
        if (labels.size() < MOST_CLASSES) {
            labels.putIfAbsent(classId, label);
        }
    }

    private static Snapshot.Event brief(FrameDetections event, double latency) {
        Map<String, Integer> objects = new TreeMap<>();
        Float best = null;
        for (Detection detection : event.getDetections()) {
            objects.merge(detection.getLabel(), 1, Integer::sum);
            best = best == null ? detection.getScore() : Float.max(best, detection.getScore());
        }
        return new Snapshot.Event(
                event.getFrameId(),
                event.getCamera(),
                event.getCaptureTime().toString(),
                event.getStatus().name(),
                event.getReason(),
                event.getDamaged(),
                event.getFrameCount(),
                objects,
                best,
                latency);
    }

    /**
     * A file's frames were seen long ago; they are captured when they are read, sooner or later than their timestamps
     * would have it.
     */
    private static Instant captured(FrameDetections event) {
        return event.getCaptureTimeSource() == CaptureTimeSource.FILE ? event.getIngestTime() : event.getCaptureTime();
    }

    /** The colour that the class's boxes have, for CSS. */
    private static String colour(int classId) {
        return String.format("#%06x", AnnotatedPicture.colour(classId).getRGB() & 0xffffff);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }
}
