package io.lynceus.processor.decode;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The books of a decoder: which packets are still due, so that each gets one outcome and no more. Serials count the packets, from 1. */
final class Outcomes {
    /** H.264 and HEVC hold back 16 frames at most, and a frame may come in two packets, one for each field. */
    static final int MAX_REORDER = 32;

    private final Map<Long, Long> due = new LinkedHashMap<>();
    private final ArrayDeque<NoFrame> lost = new ArrayDeque<>();
    private long last;

    /** Notes a packet, and gives its serial. */
    long sent(long tag) {
        due.put(++last, tag);
        return last;
    }

    /** The tag of the packet whose frame came, or null when that packet has had its outcome. */
    @Nullable
    Long arrived(long serial) {
        return due.remove(serial);
    }

    /** Notes that the packet gives no frame, if it is still due. */
    void lost(long serial, String reason) {
        Long tag = due.remove(serial);
        if (tag != null) {
            lost.add(new NoFrame(tag, true, reason));
        }
    }

    /** Notes that the latest packet gives no frame, if it is still due. */
    void lostLast(String reason) {
        lost(last, reason);
    }

    /** Gives up on the packets that are still due after {@code patience} later ones. */
    void giveUp(int patience) {
        Iterator<Map.Entry<Long, Long>> oldest = due.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Long> entry = oldest.next();
            if (entry.getKey() > last - patience) {
                return;
            }
            oldest.remove();
            lost.add(new NoFrame(
                    entry.getValue(), true, "no frame came of it: damaged, or the frames it builds on are missing"));
        }
    }

    @Nullable
    NoFrame poll() {
        return lost.poll();
    }
}
