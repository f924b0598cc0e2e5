package io.lynceus.trainer.augment;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;

/**
 * Moves pixels through a {@link Matrix}: each result pixel is read bilinearly where the way back leads, grey outside. A
 * pixel is a square whose centre goes by the matrix, as the corners of boxes do. (OpenCV, in the official code, takes
 * the middle of a pixel for its corner, which at scale s leaves labels and pixels (1 - s) / 2 pixels apart.)
 */
final class Warp {
    private static final int BITS = 16;
    private static final double ONE = 1L << BITS;
    private static final byte GREY = Letterbox.GREY;
    private static final Matrix INDEX_TO_CENTRE = Matrix.shift(0.5, 0.5);
    private static final Matrix CENTRE_TO_INDEX = Matrix.shift(-0.5, -0.5);

    private Warp() {}

    /** The square result of {@code size} pixels. */
    static Picture apply(Picture from, Matrix forward, int size) {
        Matrix back = CENTRE_TO_INDEX.times(forward.inverse()).times(INDEX_TO_CENTRE);
        byte[] to = new byte[size * size * 3];
        for (int y = 0; y < size; y++) {
            if (back.isAffine()) {
                affineRow(from, back.m(), y, size, to);
            } else {
                projectiveRow(from, back.m(), y, size, to);
            }
        }
        return new Picture(size, size, to);
    }

    /** Fixed point: along a row the place to read from moves by the same step. */
    private static void affineRow(Picture from, double[] m, int y, int size, byte[] to) {
        byte[] rgb = from.rgb();
        int stride = from.width() * 3;
        long lastX = (from.width() - 1L) << BITS;
        long lastY = (from.height() - 1L) << BITS;
        long u = Math.round((m[1] * y + m[2]) / m[8] * ONE);
        long v = Math.round((m[4] * y + m[5]) / m[8] * ONE);
        long stepU = Math.round(m[0] / m[8] * ONE);
        long stepV = Math.round(m[3] / m[8] * ONE);
        int target = y * size * 3;
        for (int x = 0; x < size; x++, target += 3, u += stepU, v += stepV) {
            if (u >= 0 && u < lastX && v >= 0 && v < lastY) {
                blend(
                        rgb,
                        (int) (v >> BITS) * stride + (int) (u >> BITS) * 3,
                        stride,
                        weight(u),
                        weight(v),
                        to,
                        target);
            } else {
                edge(from, (int) (u >> BITS), (int) (v >> BITS), weight(u), weight(v), to, target);
            }
        }
    }

    private static void projectiveRow(Picture from, double[] m, int y, int size, byte[] to) {
        for (int x = 0; x < size; x++) {
            double w = m[6] * x + m[7] * y + m[8];
            long u = Math.round((m[0] * x + m[1] * y + m[2]) / w * ONE);
            long v = Math.round((m[3] * x + m[4] * y + m[5]) / w * ONE);
            edge(from, (int) (u >> BITS), (int) (v >> BITS), weight(u), weight(v), to, (y * size + x) * 3);
        }
    }

    /** The share, of 256, of the pixel to the right or below. */
    private static int weight(long place) {
        return (int) (place >> (BITS - 8)) & 255;
    }

    /** All four pixels are inside. */
    private static void blend(byte[] rgb, int at, int stride, int right, int below, byte[] to, int target) {
        int w11 = right * below;
        int w10 = (below << 8) - w11;
        int w01 = (right << 8) - w11;
        int w00 = 65536 - w11 - w10 - w01;
        int under = at + stride;
        for (int c = 0; c < 3; c++) {
            int sum = (rgb[at + c] & 255) * w00
                    + (rgb[at + c + 3] & 255) * w01
                    + (rgb[under + c] & 255) * w10
                    + (rgb[under + c + 3] & 255) * w11;
            to[target + c] = (byte) ((sum + 32768) >>> 16);
        }
    }

    /** Some of the four pixels may be outside, where all is grey. */
    private static void edge(Picture from, int x, int y, int right, int below, byte[] to, int target) {
        if (x < -1 || y < -1 || x >= from.width() || y >= from.height()) {
            to[target] = GREY;
            to[target + 1] = GREY;
            to[target + 2] = GREY;
            return;
        }
        for (int c = 0; c < 3; c++) {
            int above = at(from, x, y, c) * (256 - right) + at(from, x + 1, y, c) * right;
            int under = at(from, x, y + 1, c) * (256 - right) + at(from, x + 1, y + 1, c) * right;
            to[target + c] = (byte) ((above * (256 - below) + under * below + 32768) >>> 16);
        }
    }

    private static int at(Picture from, int x, int y, int channel) {
        return x < 0 || y < 0 || x >= from.width() || y >= from.height()
                ? GREY
                : from.rgb()[(y * from.width() + x) * 3 + channel] & 255;
    }
}
