package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random turn, growth, shear, shift and perspective about the picture's centre.
 *
 * @param matrix from pixels of the scene to pixels of the result
 * @param scale its growth, which the rule for boxes takes as the fair share of their area
 */
record Perspective(Matrix matrix, double scale) {
    /** Boxes this narrow or low, pixels, are left out. */
    private static final float SMALLEST = 2;

    /** Boxes of which no more than this share is still in the picture are left out. */
    private static final float VISIBLE = 0.1f;

    private static final float LONGEST = 100;
    private static final float EPS = 1e-16f;

    /** Draws the recipe's ranges for a scene of {@code from} pixels a side and a result of {@code size} pixels. */
    static Perspective random(Hyperparameters recipe, int from, int size, SplittableRandom random) {
        Matrix centre = Matrix.shift(-from / 2.0, -from / 2.0);
        Matrix perspective =
                Matrix.perspective(around(recipe.perspective(), random), around(recipe.perspective(), random));
        double angle = Math.toRadians(around(recipe.degrees(), random));
        double scale = 1 + around(recipe.scale(), random);
        Matrix rotation = Matrix.rotation(angle, scale);
        Matrix shear = Matrix.shear(
                Math.tan(Math.toRadians(around(recipe.shear(), random))),
                Math.tan(Math.toRadians(around(recipe.shear(), random))));
        Matrix shift = Matrix.shift(
                (0.5 + around(recipe.translate(), random)) * size, (0.5 + around(recipe.translate(), random)) * size);
        return new Perspective(
                shift.times(shear).times(rotation).times(perspective).times(centre), scale);
    }

    private static double around(double most, SplittableRandom random) {
        return (2 * random.nextDouble() - 1) * most;
    }

    /** The square result of {@code size} pixels, with the boxes that are still worth learning from. */
    Scene apply(Scene scene, int size) {
        Picture picture = Warp.apply(scene.picture(), matrix, size);
        List<LabelBox> boxes = new ArrayList<>(scene.boxes().size());
        for (LabelBox before : scene.boxes()) {
            LabelBox after = matrix.around(before, size);
            if (isKept(before, after)) {
                boxes.add(after);
            }
        }
        return new Scene(picture, boxes);
    }

    private boolean isKept(LabelBox before, LabelBox after) {
        float width = after.x2() - after.x1();
        float height = after.y2() - after.y1();
        double fair = (double) (before.x2() - before.x1()) * (before.y2() - before.y1()) * scale * scale;
        return width > SMALLEST
                && height > SMALLEST
                && width * height / (fair + EPS) > VISIBLE
                && Math.max(width / height, height / width) < LONGEST;
    }
}
