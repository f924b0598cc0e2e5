package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;

/**
 * A scaled picture as 8-bit planes G, B, R, one after the other.
 *
 * @param bytes from 0; the scaler's own, valid until its next call
 * @param stride bytes from one row to the next
 */
record PlanarPixels(ByteBuffer bytes, int stride, int width, int height) {
    /** Where R, G and B are among the planes. */
    private static final int[] PLANE = {2, 0, 1};

    /** Copies a row of R (0), G (1) or B (2) into {@code row}. */
    void row(int channel, int y, byte[] row) {
        bytes.get((PLANE[channel] * height + y) * stride, row, 0, width);
    }
}
