package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest {
    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(7).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    private static int red(Picture picture, int x, int y) {
        return picture.rgb()[(y * picture.width() + x) * 3] & 255;
    }

    @Test
    void leavesAPictureAloneThatDoesNotMove() {
        Picture picture = noise(16, 16);

        assertThat(Warp.apply(picture, Matrix.shift(0, 0), 16).rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void movesByWholePixelsAndFillsWithGrey() {
        Picture picture = noise(16, 16);
        Picture moved = Warp.apply(picture, Matrix.shift(3, -2), 16);

        assertThat(red(moved, 10, 5)).isEqualTo(red(picture, 7, 7));
        assertThat(red(moved, 2, 5)).isEqualTo(114);
        assertThat(red(moved, 10, 14)).isEqualTo(114);
        assertThat(red(moved, 3, 13)).isEqualTo(red(picture, 0, 15));
    }

    @Test
    void blendsBetweenPixels() {
        Picture picture = noise(16, 16);
        Picture moved = Warp.apply(picture, Matrix.shift(0.5, 0.25), 16);

        double above = (red(picture, 4, 5) + red(picture, 5, 5)) / 2.0;
        double below = (red(picture, 4, 6) + red(picture, 5, 6)) / 2.0;
        assertThat((double) red(moved, 5, 6)).isCloseTo(0.25 * above + 0.75 * below, within(0.51));
    }

    @Test
    void blendsTheEdgeWithGrey() {
        Picture picture = noise(16, 16);
        Picture moved = Warp.apply(picture, Matrix.shift(0.5, 0), 16);

        assertThat((double) red(moved, 0, 3)).isCloseTo((114 + red(picture, 0, 3)) / 2.0, within(0.51));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.7, 1, 1.6})
    void pixelsGoWhereTheirBoxGoes(double scale) {
        byte[] rgb = new byte[100 * 100 * 3];
        for (int y = 30; y < 70; y++) {
            Arrays.fill(rgb, (y * 100 + 20) * 3, (y * 100 + 60) * 3, (byte) 255);
        }
        Picture picture = new Picture(100, 100, rgb);
        double right = 0;
        double down = 0;
        int shifts = 50; // where an edge falls within a pixel evens out over them
        for (int i = 0; i < shifts; i++) {
            Matrix matrix = Matrix.shift(4 + (double) i / shifts, 3 + (double) i / shifts)
                    .times(Matrix.rotation(0, scale));
            LabelBox box = matrix.around(new LabelBox(0, 20, 30, 60, 70), 200);
            Picture moved = Warp.apply(picture, matrix, 200);
            double mass = 0;
            for (int y = (int) box.y1() - 2; y < box.y2() + 2; y++) {
                for (int x = (int) box.x1() - 2; x < box.x2() + 2; x++) {
                    mass += red(moved, x, y);
                    right += red(moved, x, y) * (x + 0.5 - (box.x1() + box.x2()) / 2) / shifts / mass(box);
                    down += red(moved, x, y) * (y + 0.5 - (box.y1() + box.y2()) / 2) / shifts / mass(box);
                }
            }
            assertThat(mass).isCloseTo(mass(box), withinPercentage(10));
        }
        assertThat(right).isCloseTo(0, within(0.03));
        assertThat(down).isCloseTo(0, within(0.03));
    }

    private static double mass(LabelBox box) {
        return 255.0 * (box.x2() - box.x1()) * (box.y2() - box.y1());
    }

    @Test
    void turnsAnticlockwise() {
        Picture picture = noise(17, 17);
        Matrix quarter =
                Matrix.shift(8.5, 8.5).times(Matrix.rotation(Math.PI / 2, 1)).times(Matrix.shift(-8.5, -8.5));
        Picture turned = Warp.apply(picture, quarter, 17);

        // The middle of the right edge goes to the top. One pixel in, so that rounding does not reach the border.
        assertThat((double) red(turned, 8, 1)).isCloseTo(red(picture, 15, 8), within(1.0));
    }

    @Test
    void perspectiveAgreesWithTheAffineCase() {
        Picture picture = noise(32, 32);
        Matrix affine = Matrix.shift(2.3, 1.7).times(Matrix.rotation(0.2, 0.9));
        Matrix almost = affine.times(Matrix.perspective(1e-12, 0));

        byte[] expected = Warp.apply(picture, affine, 24).rgb();
        byte[] actual = Warp.apply(picture, almost, 24).rgb();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i] & 255).isCloseTo(expected[i] & 255, within(2));
        }
    }

    @Test
    void anInverseUndoesItsMatrix() {
        Matrix matrix = Matrix.shift(4, 2).times(Matrix.rotation(0.3, 1.4)).times(Matrix.perspective(0.001, 0.0005));
        double[] one = matrix.times(matrix.inverse()).m();

        for (int i = 0; i < 9; i++) {
            assertThat(one[i]).isCloseTo(i % 4 == 0 ? 1 : 0, within(1e-12));
        }
    }
}
