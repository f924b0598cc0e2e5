package io.lynceus.processor.analytics;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One of two states, which changes only after the other was seen in so many frames, one after the other, and for so
 * long: what flickers changes nothing. One thread.
 */
final class Inertia {
    private boolean on;
    private int pending;
    private long since;

    Inertia(boolean on) {
        this.on = on;
    }

    boolean on() {
        return on;
    }

    /** True while the other state was seen, and not yet for long enough. */
    boolean pending() {
        return pending > 0;
    }

    /** Of a state that has just changed, or is about to: when the new one was seen first. Microseconds. */
    long since() {
        return since;
    }

    /**
     * Takes what one frame shows.
     *
     * @param now microseconds
     * @param frames how many it takes
     * @param micros and how long
     * @return true when the state has changed
     */
    boolean show(boolean state, long now, int frames, long micros) {
        if (state == on) {
            pending = 0;
            return false;
        }
        if (pending == 0 || now < since) {
            since = now;
        }
        pending++;
        if (pending < frames || now - since < micros) {
            return false;
        }
        on = state;
        pending = 0;
        return true;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(on);
        out.writeInt(pending);
        out.writeLong(since);
    }

    static Inertia read(DataInputStream in) throws IOException {
        Inertia one = new Inertia(in.readBoolean());
        one.pending = in.readInt();
        one.since = in.readLong();
        return one;
    }
}
