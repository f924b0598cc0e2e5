package io.lynceus.trainer.evaluation;

import io.lynceus.vision.model.InputSize;

/**
 * The oblong input that the official code validates with: around the picture, in steps of the coarsest stride, with
 * half a step of grey in all at least. Without that border an object at the picture's edge ends at the input's edge,
 * which a model has seen far less of while training.
 */
final class RectShape {
    private static final int STRIDE = 32;

    /** Steps of {@link #STRIDE} added to each side's length before it is rounded up. */
    private static final double BORDER = 0.5;

    private RectShape() {}

    /**
     * The input for pictures between two aspect ratios.
     *
     * @param flattest height by width of the flattest picture
     * @param tallest height by width of the tallest picture
     * @param longSide pixels that the pictures' long sides have been scaled to
     */
    static InputSize around(double flattest, double tallest, int longSide) {
        double height = tallest < 1 ? tallest : 1;
        double width = flattest > 1 ? 1 / flattest : 1;
        return new InputSize(side(height, longSide), side(width, longSide));
    }

    private static int side(double share, int longSide) {
        return (int) Math.ceil(share * longSide / STRIDE + BORDER) * STRIDE;
    }
}
