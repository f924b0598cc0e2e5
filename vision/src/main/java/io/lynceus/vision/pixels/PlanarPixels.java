package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;

/**
 * A scaled picture as 8-bit planes G, B, R, one after the other, as it is stored; read upright.
 *
 * @param bytes from 0; the scaler's own, valid until its next call
 * @param stride bytes from one stored row to the next
 * @param turn from stored to upright
 * @param width of the upright picture
 * @param height of the upright picture
 */
record PlanarPixels(ByteBuffer bytes, int stride, Turn turn, int width, int height) {
    /** Where R, G and B are among the planes. */
    private static final int[] PLANE = {2, 0, 1};

    /** Copies a row of R (0), G (1) or B (2) into {@code row}. */
    void row(int channel, int y, byte[] row) {
        int plane = PLANE[channel] * turn.height(width, height) * stride;
        int from = plane + turn.storedY(0, y, width, height) * stride + turn.storedX(0, y, width, height);
        if (turn.a() == 1) {
            bytes.get(from, row, 0, width);
            return;
        }
        int step = turn.a() + turn.c() * stride;
        for (int x = 0; x < width; x++, from += step) {
            row[x] = bytes.get(from);
        }
    }
}
