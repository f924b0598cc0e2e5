package io.lynceus.processor.analytics;

import io.lynceus.vision.boxes.Detection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A confirmed track, from when it has an id to its end. One thread. */
final class Followed {
    private static final long SPEED_STEP = 500_000;
    private static final long SPEED_LEAST = 300_000;

    private final long id;
    private final Sight first;
    private final Path path;
    private final TreeMap<Integer, Integer> votes = new TreeMap<>();
    private Sight last;
    private Sight best;
    private boolean bestDamaged;
    private long frames;
    private int number;
    private long told;
    private long counted = Long.MIN_VALUE;
    /** Where it was half a second to a second ago, and up to half a second ago. */
    private Spot before;

    private Spot lately;

    private record Spot(long time, float x, float y) {
        static Spot of(Sight sight) {
            return new Spot(sight.time(), sight.footX(), sight.y2());
        }

        void write(DataOutput out) throws IOException {
            out.writeLong(time);
            out.writeFloat(x);
            out.writeFloat(y);
        }

        static Spot read(DataInputStream in) throws IOException {
            return new Spot(in.readLong(), in.readFloat(), in.readFloat());
        }
    }

    private Followed(long id, Sight first, Path path) {
        this.id = id;
        this.first = first;
        this.path = path;
        this.last = first;
        this.best = first;
        this.before = Spot.of(first);
        this.lately = before;
    }

    /** One that has just got its id. */
    static Followed of(long id, FrameAt at, Detection box) {
        Followed one = new Followed(id, Sight.of(at, box), new Path());
        one.bestDamaged = at.frame().damaged() != null;
        one.see(at, box);
        return one;
    }

    /** Is seen in a frame. */
    void see(FrameAt at, Detection box) {
        boolean damaged = at.frame().damaged() != null;
        last = Sight.of(at, box);
        if (bestDamaged && !damaged || bestDamaged == damaged && last.score() > best.score()) {
            best = last;
            bestDamaged = damaged;
        }
        frames++;
        votes.merge(box.classId(), 1, Integer::sum);
        path.add(last.time(), last.footX(), last.y2());
        if (last.time() - lately.time >= SPEED_STEP || last.time() < lately.time) {
            before = lately;
            lately = Spot.of(last);
        }
    }

    /** The class that it was taken for most often. */
    int classId() {
        int most = 0;
        int found = 0;
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                found = vote.getKey();
            }
        }
        return found;
    }

    /** Its speed on the ground over the last second at most, in km/h; NaN while it is not known. */
    double speed(Homography ground) {
        double micros = last.time() - before.time;
        return micros < SPEED_LEAST
                ? Double.NaN
                : ground.metres(before.x, before.y, last.footX(), last.y2()) / micros * 3.6e6;
    }

    /** True once for each window in which it is seen. */
    boolean countedIn(long window) {
        boolean first = counted < window;
        counted = Math.max(counted, window);
        return first;
    }

    /** The number of its next record, which is written now. */
    int tell(long now) {
        told = now;
        return number++;
    }

    /** When its latest record was written, microseconds. */
    long told() {
        return told;
    }

    long id() {
        return id;
    }

    Sight first() {
        return first;
    }

    Sight last() {
        return last;
    }

    Sight best() {
        return best;
    }

    long frames() {
        return frames;
    }

    Path path() {
        return path;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(id);
        first.write(out);
        path.write(out);
        last.write(out);
        best.write(out);
        out.writeBoolean(bestDamaged);
        out.writeLong(frames);
        out.writeInt(number);
        out.writeLong(told);
        out.writeLong(counted);
        before.write(out);
        lately.write(out);
        out.writeInt(votes.size());
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            out.writeInt(vote.getKey());
            out.writeInt(vote.getValue());
        }
    }

    static Followed read(DataInputStream in) throws IOException {
        Followed one = new Followed(in.readLong(), Sight.read(in), Path.read(in));
        one.last = Sight.read(in);
        one.best = Sight.read(in);
        one.bestDamaged = in.readBoolean();
        one.frames = in.readLong();
        one.number = in.readInt();
        one.told = in.readLong();
        one.counted = in.readLong();
        one.before = Spot.read(in);
        one.lately = Spot.read(in);
        for (int count = in.readInt(); count > 0; count--) {
            one.votes.put(in.readInt(), in.readInt());
        }
        return one;
    }
}
