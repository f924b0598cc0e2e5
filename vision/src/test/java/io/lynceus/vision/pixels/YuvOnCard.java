package io.lynceus.vision.pixels;

/**
 * A picture in a card's memory as its decoder left it: a plane of Y, and one of U and V in turns at half the size
 * (NV12, or P010). The factors are those that swscale takes for the picture's matrix, of values in the limited range,
 * times 65536.
 *
 * @param luma address on the card
 * @param lumaPitch bytes from one row to the next
 * @param chroma address on the card
 * @param chromaPitch bytes from one row to the next
 * @param width pixels
 * @param height pixels
 * @param bytes of a value: 1, or 2 of which the upper ones count
 * @param fullRange whether 0 is black and 255 white
 */
public record YuvOnCard(
        long luma,
        int lumaPitch,
        long chroma,
        int chromaPitch,
        int width,
        int height,
        int bytes,
        boolean fullRange,
        int redOfV,
        int blueOfU,
        int greenOfU,
        int greenOfV) {}
