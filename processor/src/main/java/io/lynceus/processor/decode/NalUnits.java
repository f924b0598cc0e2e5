package io.lynceus.processor.decode;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Finds the units of an H.264 or H.265 packet one after the other, no further than it is asked: after start codes
 * (annex B of the standards), or after lengths (ISO 14496-15), as the extradata says. Nothing is copied.
 */
final class NalUnits {
    private final ByteBuffer data;
    private final int lengthSize;
    private int at;

    NalUnits(StreamFormat format, ByteBuffer data) {
        this.data = data;
        this.lengthSize = lengthSize(format);
    }

    /** Index of the next unit's first byte in the data; -1 when there is none, or what comes is neither form. */
    int next() {
        return lengthSize == 0 ? afterStartCode() : afterLength();
    }

    /** Index after the last byte of the unit that was found last. */
    int end() {
        if (lengthSize > 0) {
            return at;
        }
        int before = at;
        int next = afterStartCode();
        at = before;
        return next < 0 ? data.limit() : next - 3;
    }

    /** True when there are units, and the first byte of each is so. */
    boolean allMatch(IntPredicate so) {
        int unit = next();
        boolean any = unit >= 0;
        while (unit >= 0) {
            if (!so.test(data.get(unit))) {
                return false;
            }
            unit = next();
        }
        return any && at == data.limit();
    }

    /** Bytes of a length; 0 for start codes. */
    static int lengthSize(StreamFormat format) {
        byte[] extradata = format.extradata();
        int place = format.codec().equals("h264") ? 4 : 21;
        return extradata == null || extradata.length <= place || extradata[0] != 1 ? 0 : (extradata[place] & 3) + 1;
    }

    private int afterLength() {
        if (at + lengthSize >= data.limit()) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < lengthSize; i++) {
            length = length << 8 | data.get(at + i) & 0xff;
        }
        int unit = at + lengthSize;
        if (length == 0 || length > data.limit() - unit) {
            return -1;
        }
        at = unit + (int) length;
        return unit;
    }

    private int afterStartCode() {
        for (int i = at; i + 3 < data.limit(); i++) {
            if (data.get(i) == 0 && data.get(i + 1) == 0 && data.get(i + 2) == 1) {
                at = i + 3;
                return at;
            }
        }
        at = data.limit();
        return -1;
    }
}
