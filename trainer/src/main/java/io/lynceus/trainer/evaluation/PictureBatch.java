package io.lynceus.trainer.evaluation;

/**
 * Letterboxed pictures of one size, ready for a model, in Java memory.
 *
 * @param size pictures
 * @param height pixels
 * @param width pixels
 * @param planes size x 3 x height x width bytes, R G B planes; a model sees byte / 255
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are never compared
public record PictureBatch(int size, int height, int width, byte[] planes) {
    public PictureBatch {
        if (planes.length != size * 3 * height * width) {
            throw new IllegalArgumentException(
                    size + " pictures of " + height + "x" + width + " do not take " + planes.length + " bytes");
        }
    }
}
