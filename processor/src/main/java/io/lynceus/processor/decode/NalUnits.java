package io.lynceus.processor.decode;

import java.util.function.IntPredicate;

/**
 * Finds the units of an H.264 or H.265 packet one after the other, no further than it is asked: after start codes (annex B of the
 * standards), or after lengths (ISO 14496-15), as the extradata says. Nothing is copied.
 */
final class NalUnits {
    private final byte[] data;
    private final int lengthSize;
    private int at;

    NalUnits(StreamFormat format, byte[] data) {
        this.data = data;
        this.lengthSize = lengthSize(format);
    }

    /** Index of the next unit's first byte in the data; -1 when there is none, or what comes is neither form. */
    int next() {
        return lengthSize == 0 ? afterStartCode() : afterLength();
    }

    /** True when there are units, and the first byte of each is so. */
    boolean allMatch(IntPredicate so) {
        int unit = next();
        boolean any = unit >= 0;
        while (unit >= 0) {
            if (!so.test(data[unit])) {
                return false;
            }
            unit = next();
        }
        return any && at == data.length;
    }

    /** Bytes of a length; 0 for start codes. */
    static int lengthSize(StreamFormat format) {
        byte[] extradata = format.extradata();
        int place = format.codec().equals("h264") ? 4 : 21;
        return extradata == null || extradata.length <= place || extradata[0] != 1 ? 0 : (extradata[place] & 3) + 1;
    }

    private int afterLength() {
        if (at + lengthSize >= data.length) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < lengthSize; i++) {
            length = length << 8 | data[at + i] & 0xff;
        }
        int unit = at + lengthSize;
        if (length == 0 || length > data.length - unit) {
            return -1;
        }
        at = unit + (int) length;
        return unit;
    }

    private int afterStartCode() {
        for (int i = at; i + 3 < data.length; i++) {
            if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
                at = i + 3;
                return at;
            }
        }
        at = data.length;
        return -1;
    }
}
