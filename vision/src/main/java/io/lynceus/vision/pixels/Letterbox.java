package io.lynceus.vision.pixels;

/**
 * How a source frame lies centred inside the network's input: scaled by one ratio (up or down), the rest filled with grey. The trainer
 * computes the same numbers, so that the same frame gives the same boxes.
 *
 * @param sourceWidth source pixels
 * @param sourceHeight source pixels
 * @param ratio network pixels per source pixel
 * @param innerWidth the scaled frame, pixels
 * @param innerHeight the scaled frame, pixels
 * @param left columns of grey before the frame
 * @param top rows of grey above the frame
 */
public record Letterbox(
        int sourceWidth, int sourceHeight, double ratio, int innerWidth, int innerHeight, int left, int top) {
    /** The grey of the border, in each of R, G and B. */
    public static final int GREY = 114;

    /** The placement of a source of the given size in an input of the given size, all in pixels. */
    public static Letterbox of(int sourceWidth, int sourceHeight, int width, int height) {
        double ratio = Math.min((double) width / sourceWidth, (double) height / sourceHeight);
        int innerWidth = Math.max(1, (int) Math.round(sourceWidth * ratio));
        int innerHeight = Math.max(1, (int) Math.round(sourceHeight * ratio));
        // The tenth sends the odd pixel to the right and bottom, as the reference does.
        int left = (int) Math.round((width - innerWidth) / 2.0 - 0.1);
        int top = (int) Math.round((height - innerHeight) / 2.0 - 0.1);
        return new Letterbox(sourceWidth, sourceHeight, ratio, innerWidth, innerHeight, left, top);
    }

    /** A column of the network input, in 0..1 of the source's width, clipped to it. */
    public float toSourceX(float x) {
        return (float) (clip((x - left) / ratio, sourceWidth) / sourceWidth);
    }

    /** A row of the network input, in 0..1 of the source's height, clipped to it. */
    public float toSourceY(float y) {
        return (float) (clip((y - top) / ratio, sourceHeight) / sourceHeight);
    }

    private static double clip(double value, int limit) {
        return Math.min(Math.max(value, 0), limit);
    }
}
