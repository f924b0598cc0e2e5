package io.lynceus.processor.decode;

import java.io.ByteArrayOutputStream;

/**
 * Writes units of H.264 bit by bit, for streams that no encoder at hand writes. Values are such that none needs
 * emulation prevention.
 */
final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int bits;

    void start(int header) {
        u(32, 1);
        u(8, header);
    }

    /** The stop bit, and zeros to the end of the byte. */
    void end() {
        u(1, 1);
        align();
    }

    void align() {
        while (bits != 0) {
            u(1, 0);
        }
    }

    void ue(int... values) {
        for (int value : values) {
            int length = 32 - Integer.numberOfLeadingZeros(value + 1);
            u(length - 1, 0);
            u(length, value + 1);
        }
    }

    void u(int count, int value) {
        for (int i = count - 1; i >= 0; i--) {
            current = current << 1 | value >> i & 1;
            if (++bits == 8) {
                bytes.write(current);
                current = 0;
                bits = 0;
            }
        }
    }

    /** A macroblock of 4:2:0 as plain bytes: luma of one grey, no colour. */
    void macroblock(int grey) {
        align();
        for (int i = 0; i < 384; i++) {
            u(8, i < 256 ? grey : 128);
        }
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
