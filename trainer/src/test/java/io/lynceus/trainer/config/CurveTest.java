package io.lynceus.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurveTest {
    private static final double END = 0.01;

    @Test
    void everyCurveBeginsAtTheFullRate() {
        for (Curve curve : Curve.values()) {
            assertThat(curve.at(0, 10, END)).as(curve.toString()).isEqualTo(1);
            assertThat(curve.at(0, 1, END)).as("a run of one epoch, " + curve).isEqualTo(1);
        }
    }

    @Test
    void theFallingOnesEndAtTheRecipesFraction() {
        assertThat(Curve.LINEAR.at(10, 10, END)).isCloseTo(END, within(1e-15));
        assertThat(Curve.COSINE.at(10, 10, END)).isCloseTo(END, within(1e-15));
        assertThat(Curve.FLAT_COSINE.at(10, 10, END)).isCloseTo(END, within(1e-15));
        assertThat(Curve.FIXED.at(10, 10, END)).isEqualTo(1);
    }

    @Test
    void flatCosineIsFlatOverTheFirstHalfAndACosineOverTheSecond() {
        assertThat(Curve.FLAT_COSINE.at(5, 10, END)).isEqualTo(1);
        assertThat(Curve.FLAT_COSINE.at(7.5, 10, END)).isCloseTo((1 + END) / 2, within(1e-15));
        assertThat(Curve.FLAT_COSINE.at(4, 9, END)).as("half of nine is four").isEqualTo(1);
        assertThat(Curve.FLAT_COSINE.at(6, 9, END)).isCloseTo((1 + END) / 2, within(1e-15));
    }
}
