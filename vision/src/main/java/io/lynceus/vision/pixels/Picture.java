package io.lynceus.vision.pixels;

/**
 * A picture in Java memory.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb height x width x 3 bytes, interleaved R G B, rows without padding
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are never compared
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        if (rgb.length != width * height * 3) {
            throw new IllegalArgumentException(
                    "a " + width + "x" + height + " picture has " + width * height * 3 + " bytes, not " + rgb.length);
        }
    }
}
