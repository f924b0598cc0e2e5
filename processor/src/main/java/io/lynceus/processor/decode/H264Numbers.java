package io.lynceus.processor.decode;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the numbers that H.264 gives the pictures which others build on (frame_num, ITU-T H.264 clause 7.4.3), and so
 * notices that one never came: the decoder puts a copy of another in its place and says nothing. Only
 * memory_management_control_operation 5, which starts the numbers again in mid-stream, is not followed.
 */
final class H264Numbers {
    private static final int SLICE = 1;
    private static final int IDR = 5;
    private static final int MESSAGES = 6;
    private static final int SEQUENCE = 7;
    private static final int PICTURE = 8;

    private final StreamFormat format;
    private final Map<Integer, H264Sequence> sequences = new HashMap<>();
    private final Map<Integer, Integer> sequenceOfPicture = new HashMap<>();
    private int previous = -1;
    private boolean gap;
    private boolean field;
    private boolean first;
    private int kept;
    private int recovery = RecoveryPoint.NONE;
    private long count;

    H264Numbers(StreamFormat format) {
        this.format = format;
        if (format.extradata() != null) {
            ByteBuffer extradata = ByteBuffer.wrap(format.extradata());
            if (NalUnits.lengthSize(format) == 0) {
                read(extradata);
            } else {
                parametersBeside(extradata);
            }
        }
    }

    /** Reads the next packet. */
    void read(ByteBuffer data) {
        gap = false;
        field = false;
        first = false;
        recovery = RecoveryPoint.NONE;
        NalUnits units = new NalUnits(format, data);
        for (int unit = units.next(); unit >= 0; unit = units.next()) {
            int type = data.get(unit) & 0x1f;
            if (type == SLICE || type == IDR) {
                slice(data, unit, type == IDR);
                return; // the others are of the same picture
            }
            if (type == MESSAGES) {
                recovery = Math.max(recovery, RecoveryPoint.in(data, unit, units.end(), false));
            }
            parameters(data, unit);
        }
    }

    /** True when pictures that the packet's picture builds on never came. */
    boolean gap() {
        return gap;
    }

    /** True when the packet is one field of a picture; the other may be a packet of its own. */
    boolean field() {
        return field;
    }

    /** True when nothing from here on builds on what was before (IDR). */
    boolean first() {
        return first;
    }

    /** How many pictures of the {@link #count} later all are whole; {@link RecoveryPoint#NONE} when it does not say. */
    int recovery() {
        return recovery;
    }

    /**
     * After how many pictures of the {@link #count} the decoder keeps none from before; with a margin for those that a
     * decoder that started late was not given.
     */
    int kept() {
        return kept;
    }

    /** Counts the pictures that others build on, also those that never came. */
    long count() {
        return count;
    }

    /** ISO 14496-15, 5.3.3.1.2: sets, each with a length of two bytes. */
    private void parametersBeside(ByteBuffer extradata) {
        int at = 5;
        for (int kind = 0; kind < 2 && at < extradata.limit(); kind++) {
            int count = extradata.get(at++) & (kind == 0 ? 0x1f : 0xff);
            for (int i = 0; i < count && at + 2 < extradata.limit(); i++) {
                parameters(extradata, at + 2);
                at += 2 + ((extradata.get(at) & 0xff) << 8 | extradata.get(at + 1) & 0xff);
            }
        }
    }

    private void parameters(ByteBuffer data, int unit) {
        try {
            H264Bits in = new H264Bits(data, unit);
            int type = data.get(unit) & 0x1f;
            if (type == SEQUENCE) {
                H264Sequence sequence = H264Sequence.read(in);
                sequences.put(sequence.id(), sequence);
            } else if (type == PICTURE) {
                sequenceOfPicture.put(in.ue(), in.ue());
            }
        } catch (IndexOutOfBoundsException e) {
            // cut short: the decoder will say so
        }
    }

    private void slice(ByteBuffer data, int unit, boolean idr) {
        first = idr;
        try {
            H264Bits in = new H264Bits(data, unit);
            in.ue();
            in.ue();
            H264Sequence sequence = sequence(in.ue());
            if (sequence == null) {
                return;
            }
            in.bits(sequence.separatePlanes() ? 2 : 0);
            int number = in.bits(sequence.numberBits());
            kept = 2 * sequence.references();
            field = sequence.fields() && in.bit() == 1;
            int mask = (1 << sequence.numberBits()) - 1;
            int next = previous + 1 & mask;
            gap = !idr && previous >= 0 && !sequence.gapsAllowed() && number != previous && number != next;
            if ((data.get(unit) & 0x60) != 0 || gap) {
                count += idr || previous < 0 ? 1 : number - previous & mask;
                previous = number;
            }
        } catch (IndexOutOfBoundsException e) {
            // cut short: the decoder will say so
        }
    }

    private @Nullable H264Sequence sequence(int picture) {
        Integer id = sequenceOfPicture.get(picture);
        return id == null ? null : sequences.get(id);
    }
}
