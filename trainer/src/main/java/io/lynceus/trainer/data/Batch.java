package io.lynceus.trainer.data;

/**
 * Pictures and labels of one training step, in Java memory.
 *
 * @param size pictures
 * @param height pixels
 * @param width pixels
 * @param images size x 3 x height x width bytes, R G B planes
 * @param targets rows of 6: picture index, class, cx, cy, w, h, the last four as fractions of the picture
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Batch(int size, int height, int width, byte[] images, float[] targets) {
    public int targetCount() {
        return targets.length / 6;
    }
}
