package io.lynceus.processor.decode;

import java.nio.ByteBuffer;

/**
 * Reads the bits of an H.264 unit from after its header byte on, leaving out the emulation prevention bytes (clause
 * 7.3.1).
 */
final class H264Bits {
    private final ByteBuffer data;
    private int at;
    private int bit;
    private int zeros;

    H264Bits(ByteBuffer data, int unit) {
        this.data = data;
        this.at = unit + 1;
    }

    /** @throws IndexOutOfBoundsException after the end, as all that read */
    int bit() {
        int value = data.get(at) >> 7 - bit & 1;
        if (++bit == 8) {
            bit = 0;
            zeros = data.get(at) == 0 ? zeros + 1 : 0;
            at++;
            if (zeros >= 2 && at < data.limit() && data.get(at) == 3) {
                at++;
                zeros = 0;
            }
        }
        return value;
    }

    /** u(n), n to 31. */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** ue(v), clause 9.1. */
    int ue() {
        int leading = 0;
        while (bit() == 0) {
            if (++leading > 30) {
                throw new IndexOutOfBoundsException("not a number");
            }
        }
        return (1 << leading) - 1 + bits(leading);
    }

    /** se(v), clause 9.1.1. */
    int se() {
        int code = ue();
        return (code & 1) == 0 ? -(code >> 1) : (code >> 1) + 1;
    }
}
