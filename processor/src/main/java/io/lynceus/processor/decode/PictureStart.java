package io.lynceus.processor.decode;

import java.nio.ByteBuffer;

/** Whether a packet has its picture's beginning. */
public final class PictureStart {
    private static final int START_CODE = 3;

    private PictureStart() {}

    /**
     * True when an H.264 or H.265 packet has the first slice of its picture (ITU-T H.264 7.4.3, first_mb_in_slice;
     * H.265 7.4.7.1, first_slice_segment_in_pic_flag). Of other codecs that is not known, and false.
     */
    public static boolean isWhole(StreamFormat format, ByteBuffer data) {
        int slice = slice(format, data);
        return slice >= 0 && isFirst(format, data, slice);
    }

    /** True when the first slice of an H.264 or H.265 packet is a later one of its picture. */
    public static boolean isRest(StreamFormat format, ByteBuffer data) {
        int slice = slice(format, data);
        return slice >= 0 && !isFirst(format, data, slice);
    }

    /**
     * Index of the first slice's start code, or length, in a packet that has a slice.
     *
     * @throws IllegalArgumentException for a packet without
     */
    public static int firstSlice(StreamFormat format, ByteBuffer data) {
        int slice = slice(format, data);
        if (slice < 0) {
            throw new IllegalArgumentException("no slice");
        }
        int length = NalUnits.lengthSize(format);
        return slice - (length == 0 ? START_CODE : length);
    }

    /** Index of the first byte of the first slice; -1 when there is none. */
    private static int slice(StreamFormat format, ByteBuffer data) {
        boolean h265 = format.codec().equals("hevc");
        if (!h265 && !format.codec().equals("h264")) {
            return -1;
        }
        NalUnits units = new NalUnits(format, data);
        int unit = units.next();
        while (unit >= 0) {
            int type = h265 ? data.get(unit) >> 1 & 0x3f : data.get(unit) & 0x1f;
            if (h265 ? type < 32 : type == 1 || type == 5) {
                return unit;
            }
            unit = units.next();
        }
        return -1;
    }

    private static boolean isFirst(StreamFormat format, ByteBuffer data, int slice) {
        int first = slice + (format.codec().equals("hevc") ? 2 : 1);
        return first < data.limit() && data.get(first) < 0;
    }
}
