package io.lynceus.processor.decode;

/**
 * What the times of a video's pictures count in, and the shape of their pixels.
 *
 * @param numerator of the unit of time in seconds
 * @param denominator of the unit of time in seconds
 * @param framesPerSecond about how many pictures come in a second, more than 0: what the encoder plans its bits by
 * @param pixelWidth of a pixel, in units of {@code pixelHeight}; 0 when not known
 * @param pixelHeight of a pixel
 */
public record VideoFacts(int numerator, int denominator, double framesPerSecond, int pixelWidth, int pixelHeight) {
    /** Of a video of which no shape of pixels is known. */
    public VideoFacts(int numerator, int denominator, double framesPerSecond) {
        this(numerator, denominator, framesPerSecond, 0, 1);
    }

    /** The same with pixels as the source's container announces them, turned as its pictures are. */
    public VideoFacts of(StreamFormat source) {
        StreamParameters parameters = source.parameters();
        if (parameters == null || parameters.aspectNumerator() <= 0 || parameters.aspectDenominator() <= 0) {
            return this;
        }
        boolean sideways = source.turn().isSideways();
        return new VideoFacts(
                numerator,
                denominator,
                framesPerSecond,
                sideways ? parameters.aspectDenominator() : parameters.aspectNumerator(),
                sideways ? parameters.aspectNumerator() : parameters.aspectDenominator());
    }

    /** How many units there are to a picture, about; at least 1. */
    public long step() {
        return Math.max(1, Math.round(denominator / (framesPerSecond * numerator)));
    }

    /** So many units, 0 or more. */
    public long units(double seconds) {
        return Math.round(seconds * denominator / numerator);
    }
}
