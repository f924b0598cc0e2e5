package io.lynceus.processor.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private @Nullable Long greatest;

    /**
     * @param discard true when its picture is not shown, whatever comes of it
     * @param pts null when that is not known
     * @param failed why it gives no frame, null as long as one may come
     */
    private record Sent(
            long tag,
            Contents contents,
            boolean discard,
            @Nullable Long pts,
            @Nullable String failed) {
        NoFrame without() {
            boolean broken = contents == Contents.PICTURE || failed != null && contents != Contents.NOTHING;
            return without(broken, broken && failed != null ? failed : contents.fate());
        }

        NoFrame without(boolean broken, String reason) {
            return discard ? new NoFrame(tag, false, DISCARDED) : new NoFrame(tag, broken, reason);
        }
    }

    /** Notes a packet, and gives its serial. */
    long sent(long tag, Contents contents, boolean discard, @Nullable Long pts) {
        due.put(++last, new Sent(tag, contents, discard, pts, null));
        greatest = pts == null || greatest != null && greatest > pts ? greatest : pts;
        return last;
    }

    /**
     * A frame comes out: decoders give them in the order in which they are shown, so packets that would have been shown
     * before it give none. Where its own time is beyond all others it may be that time which is wrong: then only those
     * that were sent before it too.
     */
    void passed(long serial) {
        Sent frame = due.get(serial);
        Long shown = frame == null ? null : frame.pts;
        if (shown == null) {
            return;
        }
        boolean sane = !shown.equals(greatest);
        List<Map.Entry<Long, Sent>> late = due.entrySet().stream()
                .filter(entry -> isBefore(entry.getValue(), shown) && (sane || entry.getKey() < serial))
                .sorted(Comparator.comparing(entry -> Objects.requireNonNull(entry.getValue().pts)))
                .toList();
        for (Map.Entry<Long, Sent> entry : late) {
            due.remove(entry.getKey());
            lost.add(entry.getValue().without());
        }
    }

    private static boolean isBefore(Sent packet, long shown) {
        return packet.pts != null && packet.pts < shown;
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
     *
     * @param inTurn true when others may be shown before it: it then comes back in its turn
     */
    boolean lost(long serial, String reason, boolean inTurn) {
        Sent packet = due.get(serial);
        if (packet == null || packet.failed != null) {
            return false;
        }
        Sent failed = new Sent(packet.tag, packet.contents, packet.discard, packet.pts, reason);
        if (inTurn && packet.pts != null) {
            due.put(serial, failed);
        } else {
            due.remove(serial);
            lost.add(failed.without());
        }
        return packet.contents != Contents.NOTHING;
    }

    /** The latest packet's serial. */
    long last() {
        return last;
    }

    /** True while a frame of the packet may come. */
    boolean isDue(long serial) {
        Sent packet = due.get(serial);
        return packet != null && packet.failed == null;
    }

    /**
     * Gives up on the packets that are still due after {@code patience} later ones, and on those that have nothing to
     * show. True when a picture was lost with one.
     */
    boolean giveUp(int patience) {
        List<Sent> gone = new ArrayList<>();
        Iterator<Map.Entry<Long, Sent>> oldest = due.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Sent> entry = oldest.next();
            Contents contents = entry.getValue().contents;
            boolean mayCome = contents == Contents.PICTURE || contents == Contents.FIELD;
            if (!mayCome || entry.getKey() <= last - patience) {
                oldest.remove();
                gone.add(entry.getValue());
            }
        }
        if (gone.stream().allMatch(packet -> packet.pts != null)) {
            gone.sort(Comparator.comparing(packet -> Objects.requireNonNull(packet.pts)));
        }
        gone.forEach(packet -> lost.add(packet.without()));
        return gone.stream().anyMatch(packet -> packet.contents == Contents.PICTURE);
    }

    @Nullable
    NoFrame poll() {
        return lost.poll();
    }
}
