package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The work of the transactions under way. A transaction is one thread's, from its first record to its end, so each
 * thread has its own; what is asked over all may come from any thread.
 */
final class OpenWork {
    private final StreamWatch watch;
    private final Clock clock;
    private final Map<Thread, Work> open = new ConcurrentHashMap<>();

    /** Of one thread. Locked, because others ask how much there is. */
    private static final class Work {
        private List<FrameDetections> events = new ArrayList<>();
        private List<TrackEvent> tracks = new ArrayList<>();
        private List<ZoneEvent> zones = new ArrayList<>();
        private Map<String, Long> missing = new HashMap<>();
        private int letters;
        private long frames;
        private @Nullable Instant begun;

        private synchronized void add(FrameDetections event, Clock clock) {
            begun = begun == null ? clock.instant() : begun;
            events.add(event);
            frames += event.getFrameCount();
        }

        private synchronized void add(TrackEvent event) {
            tracks.add(event);
        }

        private synchronized void add(ZoneEvent event) {
            zones.add(event);
        }

        private synchronized void addMissing(String camera, long packets) {
            missing.merge(camera, packets, Long::sum);
        }

        private synchronized void addLetter() {
            letters++;
        }

        private synchronized long frames() {
            return frames;
        }

        private synchronized WorkDone take(Clock clock) {
            WorkDone done =
                    new WorkDone(events, tracks, zones, missing, letters, begun == null ? clock.instant() : begun);
            events = new ArrayList<>();
            tracks = new ArrayList<>();
            zones = new ArrayList<>();
            missing = new HashMap<>();
            letters = 0;
            frames = 0;
            begun = null;
            return done;
        }
    }

    OpenWork(StreamWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    void made(FrameDetections event) {
        mine().add(event, clock);
    }

    void made(TrackEvent event) {
        mine().add(event);
    }

    void made(ZoneEvent event) {
        mine().add(event);
    }

    void missing(String camera, long packets) {
        mine().addMissing(camera, packets);
    }

    void letter() {
        mine().addLetter();
    }

    /** The calling thread's transaction is committed. */
    void committed() {
        watch.onCommitted(mine().take(clock));
    }

    /** The calling thread's transaction came to nothing, as far as is known. */
    void aborted() {
        WorkDone lost = mine().take(clock);
        if (!lost.events().isEmpty()) {
            watch.onAborted(lost);
        }
    }

    /** How many frames have events that are not committed. */
    long frames() {
        open.keySet().removeIf(thread -> !thread.isAlive());
        return open.values().stream().mapToLong(Work::frames).sum();
    }

    private Work mine() {
        return open.computeIfAbsent(Thread.currentThread(), thread -> new Work());
    }
}
