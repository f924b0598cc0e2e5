package io.lynceus.processor.decode;

/**
 * What the times of a video's pictures count in.
 *
 * @param numerator of the unit in seconds
 * @param denominator of the unit in seconds
 * @param framesPerSecond about how many pictures come in a second, more than 0: what the encoder plans its bits by
 */
public record VideoTiming(int numerator, int denominator, double framesPerSecond) {
    /** How many units there are to a picture, about; at least 1. */
    public long step() {
        return Math.max(1, Math.round(denominator / (framesPerSecond * numerator)));
    }

    /** So many units, 0 or more. */
    public long units(double seconds) {
        return Math.round(seconds * denominator / numerator);
    }
}
