package io.lynceus.vision.pixels;

import java.util.Arrays;

/**
 * How a source frame lies centred inside the network's input: scaled by one ratio (up or down), the rest filled with
 * grey.
 *
 * @param sourceWidth source pixels
 * @param sourceHeight source pixels
 * @param width network input, pixels
 * @param height network input, pixels
 * @param ratio network pixels per source pixel
 * @param innerWidth the scaled frame, pixels
 * @param innerHeight the scaled frame, pixels
 * @param left columns of grey before the frame
 * @param top rows of grey above the frame
 */
public record Letterbox(
        int sourceWidth,
        int sourceHeight,
        int width,
        int height,
        double ratio,
        int innerWidth,
        int innerHeight,
        int left,
        int top) {
    /** The grey of the border, in each of R, G and B. */
    public static final byte GREY = 114;

    /** The placement of a source of the given size in an input of the given size. */
    public static Letterbox of(int sourceWidth, int sourceHeight, int width, int height) {
        double ratio = Math.min((double) width / sourceWidth, (double) height / sourceHeight);
        int innerWidth = Math.max(1, (int) Math.round(sourceWidth * ratio));
        int innerHeight = Math.max(1, (int) Math.round(sourceHeight * ratio));
        return placed(sourceWidth, sourceHeight, width, height, ratio, innerWidth, innerHeight);
    }

    /** The placement of a source that has been scaled to the given inner size already, whatever the input's size. */
    public static Letterbox around(
            int sourceWidth, int sourceHeight, int innerWidth, int innerHeight, int width, int height) {
        double ratio = (double) Math.max(innerWidth, innerHeight) / Math.max(sourceWidth, sourceHeight);
        return placed(sourceWidth, sourceHeight, width, height, ratio, innerWidth, innerHeight);
    }

    private static Letterbox placed(
            int sourceWidth, int sourceHeight, int width, int height, double ratio, int innerWidth, int innerHeight) {
        // The tenth sends the odd pixel to the right and bottom, as the reference does.
        int left = (int) Math.round((width - innerWidth) / 2.0 - 0.1);
        int top = (int) Math.round((height - innerHeight) / 2.0 - 0.1);
        return new Letterbox(sourceWidth, sourceHeight, width, height, ratio, innerWidth, innerHeight, left, top);
    }

    /** The whole network input: {@code inner}, which must have the inner size, with its grey border. */
    public Picture pad(Picture inner) {
        check(inner);
        byte[] rgb = new byte[width * height * 3];
        if (innerWidth != width || innerHeight != height) {
            Arrays.fill(rgb, GREY);
        }
        for (int y = 0; y < innerHeight; y++) {
            System.arraycopy(inner.rgb(), y * innerWidth * 3, rgb, ((top + y) * width + left) * 3, innerWidth * 3);
        }
        return new Picture(width, height, rgb);
    }

    /** The same, to be written where a network takes it. */
    public PictureSource source(Picture inner) {
        check(inner);
        return slot -> {
            if (slot.width() != width || slot.height() != height) {
                throw new IllegalArgumentException(
                        "the input is " + slot.width() + "x" + slot.height() + ", not " + width + "x" + height);
            }
            slot.write(this, inner);
            return this;
        };
    }

    private void check(Picture inner) {
        if (inner.width() != innerWidth || inner.height() != innerHeight) {
            throw new IllegalArgumentException("the inner picture is " + inner.width() + "x" + inner.height() + ", not "
                    + innerWidth + "x" + innerHeight);
        }
    }

    boolean sameBorderAs(Letterbox other) {
        return innerWidth == other.innerWidth
                && innerHeight == other.innerHeight
                && left == other.left
                && top == other.top;
    }

    /** A column of the source as a column of the network input. */
    public float toInputX(float x) {
        return (float) (x * ratio + left);
    }

    /** A row of the source as a row of the network input. */
    public float toInputY(float y) {
        return (float) (y * ratio + top);
    }

    /** A column of the network input as a column of the source, clipped to it. */
    public double toSourceX(float x) {
        return Math.min(Math.max((x - left) / ratio, 0), sourceWidth);
    }

    /** A row of the network input as a row of the source, clipped to it. */
    public double toSourceY(float y) {
        return Math.min(Math.max((y - top) / ratio, 0), sourceHeight);
    }
}
