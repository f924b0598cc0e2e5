package io.lynceus.processor.tracking;

import io.lynceus.processor.pipeline.FrameStage;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.pipeline.StateBytes;
import io.lynceus.vision.boxes.Detection;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * ByteTrack (Zhang et al. 2022, arXiv 2110.06864): boxes that score high are matched with the tracks by overlap first,
 * the ones that score low with the tracks that are left, which keeps objects that are half hidden; a track that finds
 * nothing is kept for a while.
 *
 * <p>In a damaged picture a track is confirmed only when it was seen in three times as many frames as else.
 *
 * <p>Between two frames as much time passes as their capture times say, whatever was skipped in between. Ids are the
 * camera's own, in the order in which tracks were confirmed, and are never given twice, also not by a tracker that has
 * lost its state: see {@link TrackIds}. A new connection changes nothing: when the gap was short, tracks go on. One
 * thread.
 */
public final class ByteTracker implements FrameStage, LiveTracks {
    private static final String NAME = "bytetrack";
    private static final String OBSERVING = "ocsort";
    private static final int VERSION = 1;
    private static final int TYPICAL = 4096;

    private final TrackerSettings settings;
    private final boolean observing;
    private final List<Track> tracks = new ArrayList<>();
    private final TrackIds ids = new TrackIds();
    /** Capture time of the latest frame, microseconds since 1970; of no meaning without tracks. */
    private long now;

    /** With ByteTrack's own settings. */
    public ByteTracker() {
        this(TrackerSettings.DEFAULT, false);
    }

    private ByteTracker(TrackerSettings settings, boolean observing) {
        this.settings = settings;
        this.observing = observing;
    }

    /**
     * With what OC-SORT (arXiv 2203.14360) adds: the direction in which a track was seen to go counts, a track that
     * finds nothing where it is taken to be looks where it was seen last, and one that was lost goes on as if it had
     * been seen on the straight way in between.
     */
    public static ByteTracker observing() {
        return new ByteTracker(TrackerSettings.DEFAULT, true);
    }

    @Override
    public String name() {
        return observing ? OBSERVING : NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public List<Detection> onFrame(SeenFrame frame, List<Detection> found) {
        double aspect = (double) frame.width() / frame.height();
        goOn(ChronoUnit.MICROS.between(Instant.EPOCH, frame.packet().captureTime()));
        Matching matching = new Matching(tracks, found, aspect, now);
        Predicate<Detection> high = box -> box.score() >= settings.high();
        matching.pair(Track::confirmed, high, TrackerSettings.FIRST_COST, Matching.By.SCORE);
        matching.pair(
                track -> track.confirmed() && track.missed() == 0,
                high.negate(),
                TrackerSettings.SECOND_COST,
                Matching.By.OVERLAP);
        if (observing) {
            matching.pair(Track::confirmed, high, TrackerSettings.RECOVERY_COST, Matching.By.LAST_SIGHT);
        }
        matching.pair(track -> !track.confirmed(), high, TrackerSettings.UNCONFIRMED_COST, Matching.By.SCORE);
        matching.left().forEach(Track::noteMissed);
        tracks.removeIf(this::over);
        List<Detection> numbered = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            Detection box = found.get(i);
            Track track = matching.trackOf(i);
            if (track == null && high.test(box)) {
                track = Track.of(box, aspect, now, observing);
                tracks.add(track);
            }
            numbered.add(track == null ? box : numbered(box, track, frame));
        }
        return numbered;
    }

    /** Takes all tracks to the time of the next frame. One that is earlier is taken for one of the same time. */
    private void goOn(long next) {
        // A clock that was set back by more than that began anew, and so do we.
        if (next < now - micros(settings.keep())) {
            tracks.clear();
        }
        tracks.removeIf(track -> next - track.lastSeen() > micros(settings.longest()));
        double time = tracks.isEmpty() ? 0 : Math.max(0, next - now) * Track.TICKS;
        now = tracks.isEmpty() ? next : Math.max(now, next);
        tracks.forEach(track -> track.predict(time));
    }

    @Override
    public boolean lives(long id) {
        for (Track track : tracks) {
            if (track.confirmed() && track.id() == id) {
                return true;
            }
        }
        return false;
    }

    private boolean over(Track track) {
        if (!track.confirmed()) {
            return track.missed() > 0;
        }
        return track.missed() >= TrackerSettings.KEPT_FRAMES && now - track.lastSeen() > micros(settings.keep());
    }

    private static long micros(Duration time) {
        return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    }

    private Detection numbered(Detection box, Track track, SeenFrame frame) {
        // What a decoder makes up may look like an object, and stays for as long as the damage does.
        int needed = frame.damaged() != null
                ? TrackerSettings.DAMAGED * settings.confirmedAfter()
                : settings.confirmedAfter();
        if (!track.confirmed() && track.seen() >= needed) {
            track.confirm(ids.next(frame.packet()));
        }
        return track.confirmed() ? box.ofTrack(track.id()) : box;
    }

    @Override
    public byte[] snapshot() {
        StateBytes out = new StateBytes(TYPICAL);
        try {
            out.writeLong(ids.latest());
            out.writeLong(now);
            out.writeInt(tracks.size());
            for (Track track : tracks) {
                track.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public boolean restore(int version, byte[] snapshot) {
        if (version != VERSION) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            ids.goOnAfter(in.readLong());
            now = in.readLong();
            tracks.clear();
            for (int count = in.readInt(); count > 0; count--) {
                tracks.add(Track.read(in, observing));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a tracker's stored state ends too soon", e);
        }
        return true;
    }
}
