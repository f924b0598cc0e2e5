package io.lynceus.trainer.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The anchors that are to find an object, F of them, in ascending order. The others are background.
 *
 * @param anchors (F) int64, picture * A + anchor
 * @param classes (F) int64
 * @param scores (F) the class score to aim for, 0..1, which also weighs the box
 * @param boxes (F, 4) x1 y1 x2 y2 in pixels
 */
record Assignment(Tensor anchors, Tensor classes, Tensor scores, Tensor boxes) {
    /** With each score to the power; the same one for 1. */
    Assignment raised(double power) {
        return power == 1 ? this : new Assignment(anchors, classes, scores.pow(new Scalar(power)), boxes);
    }
}
