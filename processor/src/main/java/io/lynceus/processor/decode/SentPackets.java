package io.lynceus.processor.decode;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books of a decoder: which packets are still due, so that each gets one outcome and no more. Serials count the
 * packets, from 1.
 */
final class SentPackets {
    /** H.264 and HEVC hold back 16 frames at most, and a frame may come in two packets, one for each field. */
    static final int MAX_REORDER = 32;

    private static final String DISCARDED = "not shown: the container's edit list leaves it out";

    private final Map<Long, Sent> due = new LinkedHashMap<>();
    private final ArrayDeque<NoFrame> lost = new ArrayDeque<>();
    private long last;

    /** @param discard true when its picture is not shown, whatever comes of it */
    private record Sent(long tag, Contents contents, boolean discard) {
        NoFrame without(boolean broken, String reason) {
            return discard ? new NoFrame(tag, false, DISCARDED) : new NoFrame(tag, broken, reason);
        }
    }

    /** Notes a packet, and gives its serial. */
    long sent(long tag, Contents contents, boolean discard) {
        due.put(++last, new Sent(tag, contents, discard));
        return last;
    }

    /** The tag of the packet whose frame came, or null when that packet has had its outcome or is not shown. */
    @Nullable
    Long arrived(long serial) {
        Sent packet = due.remove(serial);
        if (packet != null && packet.discard) {
            lost.add(packet.without(false, DISCARDED));
            return null;
        }
        return packet == null ? null : packet.tag;
    }

    /**
     * Notes that the packet gives no frame, if it is still due. True when a picture was lost with it that others may
     * build on.
     */
    boolean lost(long serial, String reason) {
        Sent packet = due.remove(serial);
        if (packet == null) {
            return false;
        }
        boolean broken = packet.contents != Contents.NOTHING;
        lost.add(packet.without(broken, broken ? reason : packet.contents.fate()));
        return broken;
    }

    /** The latest packet's serial. */
    long last() {
        return last;
    }

    /** True while the packet has had no outcome. */
    boolean isDue(long serial) {
        return due.containsKey(serial);
    }

    /**
     * Gives up on the packets that are still due after {@code patience} later ones, and on those that have nothing to
     * show. True when a picture was lost with one.
     */
    boolean giveUp(int patience) {
        boolean broken = false;
        Iterator<Map.Entry<Long, Sent>> oldest = due.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Sent> entry = oldest.next();
            Sent packet = entry.getValue();
            boolean picture = packet.contents == Contents.PICTURE;
            boolean mayCome = picture || packet.contents == Contents.FIELD || packet.contents == Contents.REPEAT;
            if (!mayCome || entry.getKey() <= last - patience) {
                oldest.remove();
                lost.add(packet.without(picture, packet.contents.fate()));
                broken |= picture;
            }
        }
        return broken;
    }

    @Nullable
    NoFrame poll() {
        return lost.poll();
    }
}
