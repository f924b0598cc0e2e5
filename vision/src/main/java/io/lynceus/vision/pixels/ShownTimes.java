package io.lynceus.vision.pixels;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * When the pictures of a file are shown. Not every container says it: AVI has decoding times alone. They are those of
 * the pictures too, in another order: a decoder gives pictures in the order in which they are shown, so each gets the
 * earliest in hand. Times are in any unit, null where there is none.
 */
public final class ShownTimes {
    private final PriorityQueue<Long> inHand = new PriorityQueue<>();
    private boolean undated;

    /** Notes a packet that the decoder gets. */
    public void sent(@Nullable Long pts, @Nullable Long dts) {
        Long time = pts != null ? pts : dts;
        if (time != null) {
            inHand.add(time);
        }
        undated |= pts == null;
    }

    /** When the picture is shown that came of a packet with these times; null when nobody knows. */
    public @Nullable Long of(@Nullable Long pts, @Nullable Long dts) {
        if (undated) {
            return inHand.poll();
        }
        Long time = pts != null ? pts : dts;
        inHand.remove(time);
        return time;
    }
}
