package io.lynceus.processor.analytics;

import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountPlace;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/** What one class adds up to in one place and window. One thread. */
final class Tally {
    long tracks;
    long started;
    long entered;
    long left;
    long dwellMillis;
    long forward;
    long backward;
    long wrongDirection;
    private int most;
    private long objectFrames;

    /** @param zone empty for the whole picture */
    record Key(CountPlace place, String zone, int classId) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::place).thenComparing(Key::zone).thenComparing(Key::classId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** So many objects in one frame. */
    void inOneFrame(int objects) {
        most = Math.max(most, objects);
        objectFrames += objects;
    }

    ClassCount record(Key key, String label) {
        return new ClassCount(
                key.place(),
                key.zone(),
                key.classId(),
                label,
                tracks,
                started,
                entered,
                left,
                dwellMillis,
                forward,
                backward,
                wrongDirection,
                most,
                objectFrames);
    }

    void write(Key key, DataOutput out) throws IOException {
        out.writeUTF(key.place().name());
        out.writeUTF(key.zone());
        out.writeInt(key.classId());
        for (long value : new long[] {
            tracks, started, entered, left, dwellMillis, forward, backward, wrongDirection, most, objectFrames
        }) {
            out.writeLong(value);
        }
    }

    static Key readKey(DataInputStream in) throws IOException {
        return new Key(CountPlace.valueOf(in.readUTF()), in.readUTF(), in.readInt());
    }

    static Tally read(DataInputStream in) throws IOException {
        Tally tally = new Tally();
        tally.tracks = in.readLong();
        tally.started = in.readLong();
        tally.entered = in.readLong();
        tally.left = in.readLong();
        tally.dwellMillis = in.readLong();
        tally.forward = in.readLong();
        tally.backward = in.readLong();
        tally.wrongDirection = in.readLong();
        tally.most = (int) in.readLong();
        tally.objectFrames = in.readLong();
        return tally;
    }
}
