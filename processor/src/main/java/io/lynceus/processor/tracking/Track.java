package io.lynceus.processor.tracking;

import io.lynceus.vision.boxes.Detection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object that is followed. Lengths are in heights of the picture, so that x and y are alike. One thread. */
final class Track {
    /** Of a track that is not confirmed. */
    static final long NO_ID = 0;

    private static final double LEAST = Place.LEAST;
    /** Thirtieths of a second in a microsecond. */
    static final double TICKS = 30.0 / 1_000_000;

    private static final int MOST_VOTES = 1_000_000;

    private final Coordinate x;
    private final Coordinate y;
    private final Coordinate width;
    private final Coordinate height;
    private final TreeMap<Integer, Integer> votes = new TreeMap<>();
    private long id = NO_ID;
    private @Nullable Observed observed;
    private int seen;
    private int missed;
    private long lastSeen;

    private Track(Coordinate x, Coordinate y, Coordinate width, Coordinate height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    /**
     * Begins with a detection.
     *
     * @param aspect the picture's width over its height
     * @param now microseconds
     * @param observing whether it remembers where it was seen, as OC-SORT wants it
     */
    static Track of(Detection box, double aspect, long now, boolean observing) {
        Place place = Place.of(box, aspect);
        Track track = new Track(
                Coordinate.at(place.x(), place.width()),
                Coordinate.at(place.y(), place.height()),
                Coordinate.at(place.width(), place.width()),
                Coordinate.at(place.height(), place.height()));
        track.observed = observing ? new Observed() : null;
        track.noteSeen(box, place, now);
        return track;
    }

    /** @param time in thirtieths of a second */
    void predict(double time) {
        if (missed > 0) {
            // The size of what is not seen is not known to change.
            width.stop();
            height.stop();
        }
        if (observed != null && missed == 0) {
            observed.keep(x, y, width, height);
        }
        goOn(time);
    }

    private void goOn(double time) {
        double wide = wide();
        double high = high();
        x.predict(time, wide);
        y.predict(time, high);
        width.predict(time, wide);
        height.predict(time, high);
    }

    void correct(Detection box, double aspect, long now) {
        Place place = Place.of(box, aspect);
        if (observed != null && missed > 0) {
            seeAgain(observed, place, (now - lastSeen) * TICKS);
        } else {
            correct(place);
        }
        noteSeen(box, place, now);
    }

    /** As if it had been seen all the time, on the straight way from where it was seen last: OC-SORT's re-update. */
    private void seeAgain(Observed before, Place place, double time) {
        before.giveBack(x, y, width, height);
        int steps = missed + 1;
        for (int step = 1; step <= steps; step++) {
            goOn(time / steps);
            correct(before.last().towards(place, (double) step / steps));
        }
    }

    private void correct(Place place) {
        x.correct(place.x(), place.width());
        y.correct(place.y(), place.height());
        width.correct(place.width(), place.width());
        height.correct(place.height(), place.height());
    }

    private void noteSeen(Detection box, Place place, long now) {
        if (observed != null) {
            observed.see(place);
        }
        votes.merge(box.classId(), 1, (one, more) -> Math.min(MOST_VOTES, one + more));
        seen++;
        missed = 0;
        lastSeen = now;
    }

    void noteMissed() {
        missed++;
    }

    void confirm(long newId) {
        id = newId;
    }

    boolean confirmed() {
        return id != NO_ID;
    }

    long id() {
        return id;
    }

    /** In how many frames. */
    int seen() {
        return seen;
    }

    /** In how many frames since it was seen. */
    int missed() {
        return missed;
    }

    /** Microseconds. */
    long lastSeen() {
        return lastSeen;
    }

    /** The class that it was taken for most often. */
    int classId() {
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Intersection over union of where it is taken to be with a detection, 0..1. */
    double iou(Detection box, double aspect) {
        double wide = wide();
        double high = high();
        double left = Math.max(x.position() - wide / 2, box.x1() * aspect);
        double right = Math.min(x.position() + wide / 2, box.x2() * aspect);
        double top = Math.max(y.position() - high / 2, box.y1());
        double bottom = Math.min(y.position() + high / 2, box.y2());
        double overlap = Math.max(0, right - left) * Math.max(0, bottom - top);
        double area = (double) (box.x2() - box.x1()) * aspect * (box.y2() - box.y1());
        return overlap / (wide * high + area - overlap);
    }

    /** The same of where it was seen last; 0 for a track that does not remember. */
    double lastIou(Detection box, double aspect) {
        return observed == null ? 0 : observed.last().iou(Place.of(box, aspect));
    }

    /** How straight on it lies as the track went, from -0.5 to 0.5; 0 for a track that does not remember. */
    double straight(Detection box, double aspect) {
        return observed == null ? 0 : observed.straight(Place.of(box, aspect));
    }

    private double wide() {
        return Math.max(LEAST, width.position());
    }

    private double high() {
        return Math.max(LEAST, height.position());
    }

    void write(DataOutput out) throws IOException {
        x.write(out);
        y.write(out);
        width.write(out);
        height.write(out);
        out.writeLong(id);
        out.writeInt(seen);
        out.writeInt(missed);
        out.writeLong(lastSeen);
        out.writeInt(votes.size());
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            out.writeInt(vote.getKey());
            out.writeInt(vote.getValue());
        }
        if (observed != null) {
            observed.write(out);
        }
    }

    static Track read(DataInputStream in, boolean observing) throws IOException {
        Track track = new Track(Coordinate.read(in), Coordinate.read(in), Coordinate.read(in), Coordinate.read(in));
        track.id = in.readLong();
        track.seen = in.readInt();
        track.missed = in.readInt();
        track.lastSeen = in.readLong();
        for (int votes = in.readInt(); votes > 0; votes--) {
            track.votes.put(in.readInt(), in.readInt());
        }
        track.observed = observing ? Observed.read(in) : null;
        return track;
    }
}
