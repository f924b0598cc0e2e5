package io.lynceus.processor.analytics;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/** One track in one zone, or on its way in. One thread. */
final class Presence {
    final Inertia inside;
    /** When it entered, microseconds; of no meaning outside. */
    long since;
    /** Its class when it entered. */
    int classId;
    /** The latest window in which it was counted. */
    long counted = Long.MIN_VALUE;
    /** Id of the event with which its loitering began; empty while it does not loiter. */
    String loitering = "";

    private Presence(Inertia inside) {
        this.inside = inside;
    }

    Presence() {
        this(new Inertia(false));
    }

    /** Whether there is anything to remember. */
    boolean idle() {
        return !inside.on() && !inside.pending();
    }

    void write(DataOutput out) throws IOException {
        inside.write(out);
        out.writeLong(since);
        out.writeInt(classId);
        out.writeLong(counted);
        out.writeUTF(loitering);
    }

    static Presence read(DataInputStream in) throws IOException {
        Presence one = new Presence(Inertia.read(in));
        one.since = in.readLong();
        one.classId = in.readInt();
        one.counted = in.readLong();
        one.loitering = in.readUTF();
        return one;
    }
}
