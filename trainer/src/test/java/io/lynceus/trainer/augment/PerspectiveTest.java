package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PerspectiveTest {
    private static final int SIZE = 100;

    private static List<LabelBox> through(Perspective perspective, LabelBox... boxes) {
        Scene scene = new Scene(new Picture(200, 200, new byte[200 * 200 * 3]), List.of(boxes));
        return perspective.apply(scene, SIZE).boxes();
    }

    private static Perspective shift(double x, double y) {
        return new Perspective(Matrix.shift(x, y), 1);
    }

    @Test
    void clipsBoxesToThePicture() {
        assertThat(through(shift(-10, 0), new LabelBox(4, 0, 10, 20, 30)))
                .containsExactly(new LabelBox(4, 0, 10, 10, 30));
    }

    @Test
    void dropsABoxOfWhichATenthOrLessIsLeft() {
        assertThat(through(shift(-90, 0), new LabelBox(0, 0, 0, 100, 50))).isEmpty();
        assertThat(through(shift(-89, 0), new LabelBox(0, 0, 0, 100, 50))).hasSize(1);
    }

    @Test
    void dropsABoxOfTwoPixelsOrLess() {
        assertThat(through(shift(0, 0), new LabelBox(0, 10, 10, 12, 40))).isEmpty();
        assertThat(through(shift(0, 0), new LabelBox(0, 10, 10, 12.5f, 40))).hasSize(1);
        assertThat(through(shift(0, 0), new LabelBox(0, 150, 10, 190, 40))).isEmpty();
    }

    @Test
    void countsTheShareOfTheGrownBox() {
        Perspective twice = new Perspective(Matrix.rotation(0, 2), 2);

        // 20x20 becomes 40x40, of which a strip 4 wide is inside: a tenth of 1600.
        assertThat(through(twice, new LabelBox(0, 48, 10, 68, 30))).isEmpty();
        assertThat(through(twice, new LabelBox(0, 47, 10, 67, 30))).containsExactly(new LabelBox(0, 94, 20, 100, 60));
    }

    @Test
    void dropsABoxThatBecomesASliver() {
        Matrix flat = new Matrix(new double[] {10, 0, 0, 0, 0.25, 0, 0, 0, 1});
        LabelBox box = new LabelBox(0, 0, 0, 10, 8.4f);

        // 100 x 2.1 would stay; a hundred times as wide as high would not.
        assertThat(through(new Perspective(flat, 1), box)).hasSize(1);
        LabelBox thin = new LabelBox(0, 0, 0, 10, 4);
        assertThat(through(new Perspective(flat, 1), thin)).isEmpty();
    }

    @Test
    void putsTheUprightBoxAroundATurnedOne() {
        Matrix turn =
                Matrix.shift(50, 50).times(Matrix.rotation(Math.PI / 4, 1)).times(Matrix.shift(-50, -50));
        LabelBox box = through(new Perspective(turn, 1), new LabelBox(0, 40, 40, 60, 60))
                .get(0);

        assertThat(box.x2() - box.x1()).isCloseTo((float) (20 * Math.sqrt(2)), within(1e-3f));
        assertThat((box.y1() + box.y2()) / 2).isCloseTo(50, within(1e-3f));
    }

    @Test
    void aStillRecipeTakesTheMiddleOfTheCanvas() {
        Perspective still = Perspective.random(Recipes.still(), 200, SIZE, new SplittableRandom(1));

        assertThat(through(still, new LabelBox(0, 90, 90, 110, 120))).containsExactly(new LabelBox(0, 40, 40, 60, 70));
    }

    @Test
    void drawsTheScaleFromTheRecipesRange() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            assertThat(Perspective.random(Hyperparameters.DEFAULT, 200, SIZE, random)
                            .scale())
                    .isBetween(0.1, 1.9);
        }
    }
}
