package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.util.ArrayList;
import java.util.List;

/** Pictures that are run together, in the memory of one lane. Guarded by the batcher's lock, but for the places. */
final class Batch {
    private final Lane lane;
    private final int capacity;
    private final long openedNanos;
    private final List<Thread> members = new ArrayList<>();
    private int writing;
    private int present;
    private boolean started;
    private boolean done;

    Batch(Lane lane, int capacity, long openedNanos) {
        this.lane = lane;
        this.capacity = capacity;
        this.openedNanos = openedNanos;
    }

    /** A member's place in it. */
    record Place(Batch batch, int index) {
        /** See {@link Lane#write}. */
        Letterbox write(PictureSource picture) {
            return batch.lane.write(index, picture);
        }

        /** See {@link Lane#read}. */
        Candidates read(float least) {
            return batch.lane.read(index, least);
        }
    }

    /** A thread comes in, which writes its picture into its place and then calls {@link #written}. */
    Place join(Thread thread) {
        members.add(thread);
        writing++;
        present++;
        return new Place(this, members.size() - 1);
    }

    /** A place is filled, or its thread failed to. */
    void written() {
        writing--;
    }

    /** A member is through with its place; true when it was the last one. */
    boolean leave() {
        return --present == 0;
    }

    boolean full() {
        return members.size() == capacity;
    }

    /** True when every picture is in its place and nobody runs the batch yet. */
    boolean canStart() {
        return !started && writing == 0;
    }

    void start() {
        started = true;
    }

    void finish() {
        done = true;
    }

    boolean done() {
        return done;
    }

    Lane lane() {
        return lane;
    }

    List<Thread> members() {
        return members;
    }

    /** From the first picture's arrival to a moment. */
    long age(long nanos) {
        return nanos - openedNanos;
    }
}
