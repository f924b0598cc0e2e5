package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Allowed;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.CrossingDirection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One line and on which side of it each track is. One thread. */
final class LineWatch {
    private final LineConfig line;
    private final Segment segment;
    private final long micros;
    private final TreeMap<Long, Side> tracks = new TreeMap<>();

    /** Where one track is. */
    private static final class Side {
        /** On is the right. */
        private final Inertia right;
        /** Where it was last on the side that it is on. */
        private float x;

        private float y;
        /** Whether its way to the other side, where it may be, led across the line and not around it. */
        private boolean across;

        private long counted = Long.MIN_VALUE;

        private Side(Inertia right) {
            this.right = right;
        }
    }

    LineWatch(LineConfig line) {
        this.line = line;
        this.segment = new Segment(line.points().get(0), line.points().get(1));
        this.micros = Math.round(line.seconds() * 1e6);
    }

    LineConfig line() {
        return line;
    }

    void onFrame(FollowedTracks.Change change, ZoneSink sink) {
        change.ended().forEach(track -> tracks.remove(track.id()));
        change.seen().forEach(track -> look(track, sink));
    }

    private void look(Followed track, ZoneSink sink) {
        Sight sight = track.last();
        float x = sight.footX();
        float y = (float) line.anchor().y(sight.y1(), sight.y2());
        double right = segment.right(x, y, sink.at().aspect());
        if (Math.abs(right) < line.distance()) {
            return;
        }
        Side side = tracks.get(track.id());
        if (side == null) {
            side = new Side(new Inertia(right > 0));
            tracks.put(track.id(), side);
        }
        boolean there = right > 0 != side.right.on();
        if (there && !side.right.pending()) {
            side.across = segment.crosses(side.x, side.y, x, y);
        }
        if (side.right.show(right > 0, sink.at().now(), line.frames(), micros) && side.across) {
            cross(track, side, y, sink);
        }
        if (right > 0 == side.right.on()) {
            side.x = x;
            side.y = y;
        }
    }

    private void cross(Followed track, Side side, double y, ZoneSink sink) {
        int classId = track.classId();
        if (!line.classes().isEmpty() && !line.classes().contains(sink.label(classId))) {
            return;
        }
        boolean forward = side.right.on();
        boolean wrong = line.allowed() == (forward ? Allowed.BACKWARD : Allowed.FORWARD);
        Tally tally = sink.window().of(new Tally.Key(CountPlace.LINE, line.name(), classId));
        tally.forward += forward ? 1 : 0;
        tally.backward += forward ? 0 : 1;
        tally.wrongDirection += wrong ? 1 : 0;
        if (side.counted < sink.window().start()) {
            side.counted = sink.window().start();
            tally.tracks++;
        }
        sink.crossed(
                line.name(),
                track,
                classId,
                y,
                side.right.since(),
                forward ? CrossingDirection.FORWARD : CrossingDirection.BACKWARD,
                wrong);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(tracks.size());
        for (Map.Entry<Long, Side> track : tracks.entrySet()) {
            Side side = track.getValue();
            out.writeLong(track.getKey());
            side.right.write(out);
            out.writeFloat(side.x);
            out.writeFloat(side.y);
            out.writeBoolean(side.across);
            out.writeLong(side.counted);
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int count = in.readInt(); count > 0; count--) {
            long id = in.readLong();
            Side side = new Side(Inertia.read(in));
            side.x = in.readFloat();
            side.y = in.readFloat();
            side.across = in.readBoolean();
            side.counted = in.readLong();
            tracks.put(id, side);
        }
    }
}
