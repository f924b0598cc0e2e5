package io.lynceus.trainer.export;

import io.lynceus.vision.UserError;

/**
 * What an exported file is to be like.
 *
 * @param height of its input in pixels, a multiple of 32
 * @param width of its input in pixels, a multiple of 32
 * @param batch pictures in a run; 0 leaves it free
 * @param half whether the weights and what is between the layers are float16. Input, output and the decoding of boxes
 *     stay float32: a coordinate above 512 in float16 is good to half a pixel only
 * @param operatorSet ONNX's version of the operators, from {@value #OLDEST} to {@value #NEWEST}
 */
public record ExportOptions(int height, int width, int batch, boolean half, int operatorSet) {
    /** The first in which Split and ReduceSum take sizes and axes as inputs. */
    static final int OLDEST = 13;

    static final int NEWEST = 21;

    /** ONNX 1.12 (2022): new enough for every operator used, old enough for every runtime of interest. */
    public static final int DEFAULT_OPERATOR_SET = 17;

    private static final int LARGEST_STRIDE = 32;

    public ExportOptions {
        if (height < LARGEST_STRIDE || width < LARGEST_STRIDE || height % LARGEST_STRIDE + width % LARGEST_STRIDE > 0) {
            throw new UserError("an input of " + height + "x" + width
                    + " pixels: height and width must be multiples of " + LARGEST_STRIDE);
        }
        if (batch < 0) {
            throw new UserError("a batch of " + batch + ": at least 1, or dynamic");
        }
        if (operatorSet < OLDEST || operatorSet > NEWEST) {
            throw new UserError("operator set " + operatorSet + ": from " + OLDEST + " to " + NEWEST);
        }
    }

    /** A free batch in float32. */
    public static ExportOptions of(int height, int width) {
        return new ExportOptions(height, width, 0, false, DEFAULT_OPERATOR_SET);
    }

    /** The oldest version of the file format that may hold the operator set. */
    int formatVersion() {
        return operatorSet >= 21 ? 10 : operatorSet >= 19 ? 9 : operatorSet >= 15 ? 8 : 7;
    }
}
