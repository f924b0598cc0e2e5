package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of pictures while it waits: one camera's packets from a keyframe to before the next, or to the epoch's end.
 * Those that were handed over are no longer in it. Once cut, it takes no more frames. Not safe for use by many threads.
 */
final class Gop {
    private final String camera;
    private final long epoch;
    private final boolean live;
    private final ArrayDeque<Outgoing.Stored> packets = new ArrayDeque<>();
    private Outgoing.@Nullable Lost lost;
    private boolean cut;
    private boolean complete;

    Gop(EncodedPacket first) {
        camera = first.getCamera();
        epoch = first.getEpoch();
        live = live(first);
    }

    /** False for a file's, which can wait to be read. */
    static boolean live(EncodedPacket packet) {
        return packet.getCaptureTimeSource() != CaptureTimeSource.FILE;
    }

    boolean startsAnother(EncodedPacket packet) {
        return packet.getKeyframe() || packet.getEpoch() != epoch;
    }

    boolean isCut() {
        return cut;
    }

    /** No packet comes any more. */
    void complete() {
        complete = true;
    }

    void add(Outgoing.Stored packet) {
        packets.add(packet);
    }

    /** Empties it. */
    List<Outgoing.Stored> takeAll() {
        List<Outgoing.Stored> all = List.copyOf(packets);
        packets.clear();
        return all;
    }

    /**
     * A frame that is dropped leaves a gap, which goes out in its place.
     *
     * @return the gap's ticket
     */
    long lose(Outgoing.Stored frame, String reason) {
        cut = true;
        Gap gap = frame.asGap(reason);
        Outgoing.Lost now = lost == null
                ? new Outgoing.Lost(frame.ticket(), gap)
                : new Outgoing.Lost(lost.ticket(), lost.gap().with(gap));
        lost = now;
        return now.ticket();
    }

    /** True for a group that may be dropped and has a frame left to drop. */
    boolean droppable() {
        return live && packets.stream().anyMatch(packet -> !packet.packet().getEndOfStream());
    }

    /**
     * Takes in the gap of a group before, when this one's goes on where that ends; that group is then left without.
     *
     * @return the ticket that this gap had, null when nothing was merged
     */
    @Nullable
    Long mergeAfter(Gop before) {
        Outgoing.Lost own = lost;
        Outgoing.Lost other = before.lost;
        if (own == null || other == null || !other.gap().continuedBy(own.gap())) {
            return null;
        }
        lost = new Outgoing.Lost(other.ticket(), other.gap().with(own.gap()));
        before.lost = null;
        return own.ticket();
    }

    /** What goes out next, if anything can now: a gap first, and only when it cannot grow any more. */
    @Nullable
    Outgoing peek() {
        return lost != null && complete ? lost : packets.peek();
    }

    /** Removes what {@link #peek} gave. */
    void poll() {
        if (lost != null && complete) {
            lost = null;
        } else {
            packets.poll();
        }
    }

    boolean isDone() {
        return complete && lost == null && packets.isEmpty();
    }

    String camera() {
        return camera;
    }

    long epoch() {
        return epoch;
    }
}
