package io.lynceus.trainer.evaluation;

/**
 * What a detector says about a batch before NMS, in Java memory.
 *
 * @param size pictures
 * @param channels 4 + classes: cx, cy, w, h in input pixels, then class scores 0..1
 * @param anchors positions per picture
 * @param values size x channels x anchors, C order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawOutput(int size, int channels, int anchors, float[] values) {
    public RawOutput {
        if (values.length != size * channels * anchors) {
            throw new IllegalArgumentException(
                    size + " x " + channels + " x " + anchors + " values expected, not " + values.length);
        }
    }

    /** Classes the model knows. */
    public int classes() {
        return channels - 4;
    }
}
