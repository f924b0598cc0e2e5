package io.lynceus.processor.decode;

import java.nio.ByteBuffer;

/**
 * The message with which H.264 and H.265 streams announce that pictures will be whole without a keyframe (ITU-T H.264
 * clause D.1.8, H.265 clause D.2.8): cameras that refresh the picture bit by bit send it at each turn.
 */
final class RecoveryPoint {
    /** No such message. */
    static final int NONE = -1;

    private static final int TYPE = 6;
    private static final int FIRST_BESIDE_PICTURES = 32;
    private static final int H265_MESSAGES = 39;

    private RecoveryPoint() {}

    /**
     * How many pictures later all are whole, or {@link #NONE}.
     *
     * @param unit index of the first byte of a unit of messages
     * @param end index after its last byte
     * @param h265 true for H.265, whose units have one byte more before the messages
     */
    static int in(ByteBuffer data, int unit, int end, boolean h265) {
        try {
            H264Bits in = new H264Bits(data.duplicate().limit(end), unit + (h265 ? 1 : 0));
            while (true) {
                int type = number(in);
                int size = number(in);
                if (type == TYPE) {
                    return h265 ? Math.max(0, in.se()) : in.ue();
                }
                for (int i = 0; i < size; i++) {
                    in.bits(8);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            return NONE; // the end of the messages
        }
    }

    /** The same of an H.265 packet whole, or {@link #NONE}. */
    static int inH265(StreamFormat format, ByteBuffer data) {
        NalUnits units = new NalUnits(format, data);
        for (int unit = units.next(); unit >= 0; unit = units.next()) {
            int type = data.get(unit) >> 1 & 0x3f;
            if (type < FIRST_BESIDE_PICTURES) {
                return NONE;
            }
            int found = type == H265_MESSAGES ? in(data, unit, units.end(), true) : NONE;
            if (found >= 0) {
                return found;
            }
        }
        return NONE;
    }

    private static int number(H264Bits in) {
        int number = 0;
        int more = in.bits(8);
        while (more == 0xff) {
            number += more;
            more = in.bits(8);
        }
        return number + more;
    }
}
