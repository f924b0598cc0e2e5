package io.lynceus.processor.decode;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a stream's packets what they mean for its pictures: where one is missing that others build on, and where
 * the stream is whole again. One thread.
 */
final class DamageWatch {
    private static final String MISSING = "a picture that it builds on never came";
    private static final String INCOMPLETE = "the network lost some of it, or what came right before it";
    private static final String MID_STREAM = "decoding began before the stream was whole";
    private static final String CONCEALED = "the decoder filled in what is missing of it";

    private final StreamFormat format;
    private final @Nullable H264Numbers numbers;
    private final LongPredicate due;
    private final Damage damage = new Damage();
    private boolean begun;
    private boolean missing;
    private long pictures;
    private long keyframe;
    private @Nullable Long keyframePts;
    /** The last packet's serial when it is shown before a keyframe that came before it. */
    private long leading;

    private @Nullable Long refreshed;

    /** @param due true for the serials of packets whose picture may still come */
    DamageWatch(StreamFormat format, LongPredicate due) {
        this.format = format;
        this.due = due;
        numbers = format.codec().equals("h264") ? new H264Numbers(format) : null;
    }

    /** What the packet carries; of each packet of the stream, in their order, {@link #sent} or not. */
    Contents look(ByteBuffer data) {
        Contents contents = Contents.of(format, data);
        if (numbers == null) {
            return contents;
        }
        numbers.read(data);
        return contents == Contents.PICTURE && numbers.field() ? Contents.FIELD : contents;
    }

    /** Packets before the next one never came. */
    void missing() {
        missing = true;
    }

    /** The packet that was looked at last goes to the decoder. */
    void sent(ByteBuffer data, boolean startsHere, @Nullable Long pts, long serial, long tag) {
        pictures++;
        H264Numbers known = numbers;
        int recovery = recovery(data, startsHere);
        boolean gap = missing || known != null && known.gap();
        boolean whole = recovery == 0 || startsHere && recovery < 0;
        if (whole) {
            damage.whole(serial, known != null && known.field());
            keyframe = serial;
            keyframePts = pts;
        }
        leading = !whole && leads(pts) ? serial : 0;
        if (gap && (whole || leading == serial)) {
            damage.missingBefore(keyframe, MISSING);
        } else if (gap) {
            damage.found(serial, MISSING);
        } else if (!whole && !begun) {
            damage.found(serial, MID_STREAM);
        }
        long count = known == null ? pictures : known.count();
        boolean forgets = known == null || known.first();
        if (recovery > 0 || whole && !forgets) {
            damage.refreshes(serial, tag, count + Math.max(0, recovery), known == null ? 0 : count + known.kept());
        }
        Long ended = damage.counted(serial, count);
        refreshed = whole && forgets ? (Long) tag : ended;
        begun = true;
        missing = false;
    }

    /** The packet that was looked at last goes to the decoder too, and has no picture. */
    void sentBeside() {
        refreshed = null;
    }

    /** After how many pictures all are whole, as the packet says; {@link RecoveryPoint#NONE} when it does not. */
    private int recovery(ByteBuffer data, boolean startsHere) {
        if (numbers != null) {
            return numbers.first() ? RecoveryPoint.NONE : numbers.recovery();
        }
        if (startsHere || !format.codec().equals("hevc")) {
            return RecoveryPoint.NONE;
        }
        int recovery = RecoveryPoint.inH265(format, data);
        // It counts pictures as they are shown, and we as they are sent.
        return recovery == RecoveryPoint.NONE ? recovery : recovery + SentPackets.MAX_REORDER;
    }

    /** True when the packet is shown before a keyframe that came before it: no picture after that builds on it. */
    private boolean leads(@Nullable Long pts) {
        return pts != null && keyframePts != null && pts < keyframePts && due.test(keyframe);
    }

    /**
     * Tag of a packet with which a decoder could have started and would give the same pictures from the one that was
     * sent last on, whatever comes: its own, when the stream forgets with it what was before; else null.
     */
    @Nullable
    Long refreshed() {
        return refreshed;
    }

    /** The network lost some of the packet that was sent last. */
    void incomplete(long serial) {
        hurt(serial, INCOMPLETE);
    }

    /** Nothing could be decoded of the packet. */
    void lost(long serial) {
        hurt(serial, "nothing could be decoded of it");
    }

    private void hurt(long serial, String reason) {
        if (serial == leading) {
            damage.missingBefore(keyframe, reason);
        } else {
            damage.found(serial, reason);
        }
    }

    /**
     * Why the picture that comes out now is not to be trusted, or null when it is whole.
     *
     * @param error the decoder met an error in it
     * @param corrupt the decoder does not take it for whole
     */
    @Nullable
    String of(long serial, boolean error, boolean corrupt) {
        if (error || corrupt && numbers == null) {
            damage.concealed(serial, CONCEALED, due);
        }
        String why = damage.of(serial, due);
        // H.264's decoder takes none for whole before it has met a keyframe, or the end of a refresh.
        return why == null && corrupt ? MID_STREAM : why;
    }

    /** The decoder is as new. */
    void clear() {
        damage.clear();
        begun = false;
    }
}
