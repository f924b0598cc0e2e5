package io.lynceus.processor.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the usability information out of an H.264 file, and with it the word on how many pictures are reordered. */
final class WithoutVui {
    private final byte[] bytes;
    private int bit;

    private WithoutVui(byte[] bytes, int start) {
        this.bytes = bytes;
        this.bit = 8 * start;
    }

    /** Rewrites an MP4 of x264's whose sequence parameter set has no scaling lists. */
    static Path of(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int box = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("avcC");
            int length = (bytes[box + 10] & 0xff) << 8 | bytes[box + 11] & 0xff;
            int unit = box + 12;
            new WithoutVui(bytes, unit + 4).cut(bytes[unit + 1] & 0xff, 8 * (unit + length));
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ITU-T H.264, 7.3.2.1.1. */
    private void cut(int profile, int end) {
        number();
        if (profile >= 100) {
            number();
            number();
            number();
            bit += 2;
        }
        number();
        if (number() == 0) {
            number();
        }
        number();
        bit++;
        number();
        number();
        if (!flag()) {
            bit++;
        }
        bit++;
        if (flag()) {
            for (int i = 0; i < 4; i++) {
                number();
            }
        }
        if (!flag()) {
            throw new IllegalStateException("there is none");
        }
        set(bit - 1, false);
        set(bit, true);
        for (int rest = bit + 1; rest < end; rest++) {
            set(rest, false);
        }
    }

    private boolean flag() {
        boolean one = (bytes[bit / 8] >> 7 - bit % 8 & 1) == 1;
        bit++;
        return one;
    }

    private int number() {
        int zeros = 0;
        while (!flag()) {
            zeros++;
        }
        int value = 1;
        for (int i = 0; i < zeros; i++) {
            value = value << 1 | (flag() ? 1 : 0);
        }
        return value - 1;
    }

    private void set(int at, boolean one) {
        int mask = 1 << 7 - at % 8;
        bytes[at / 8] = (byte) (one ? bytes[at / 8] | mask : bytes[at / 8] & ~mask);
    }
}
