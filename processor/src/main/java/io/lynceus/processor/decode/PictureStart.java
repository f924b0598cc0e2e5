package io.lynceus.processor.decode;

import java.nio.ByteBuffer;

/** Whether a packet has its picture's beginning. */
public final class PictureStart {
    private PictureStart() {}

    /**
     * True when an H.264 or H.265 packet has the first slice of its picture (ITU-T H.264 7.4.3, first_mb_in_slice;
     * H.265 7.4.7.1, first_slice_segment_in_pic_flag). Of other codecs that is not known, and false.
     */
    public static boolean isWhole(StreamFormat format, ByteBuffer data) {
        boolean h265 = format.codec().equals("hevc");
        if (!h265 && !format.codec().equals("h264")) {
            return false;
        }
        NalUnits units = new NalUnits(format, data);
        for (int unit = units.next(); unit >= 0; unit = units.next()) {
            int type = h265 ? data.get(unit) >> 1 & 0x3f : data.get(unit) & 0x1f;
            int first = unit + (h265 ? 2 : 1);
            if (h265 ? type < 32 : type == 1 || type == 5) {
                return first < data.limit() && data.get(first) < 0;
            }
        }
        return false;
    }
}
