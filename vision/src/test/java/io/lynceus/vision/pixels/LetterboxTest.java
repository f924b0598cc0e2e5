package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void aSourceIsScaledToFitAndCentred() {
        assertThat(Letterbox.of(768, 576, 384, 384)).isEqualTo(new Letterbox(768, 576, 0.5, 384, 288, 0, 48));
        assertThat(Letterbox.of(100, 200, 384, 384)).isEqualTo(new Letterbox(100, 200, 1.92, 192, 384, 96, 0));
        // The odd pixel goes to the bottom: 640 - 361 = 279.
        assertThat(Letterbox.of(640, 361, 640, 640).top()).isEqualTo(139);
    }

    @Test
    void boxesGoBackToTheSource() {
        Letterbox box = Letterbox.of(768, 576, 384, 384);
        assertThat(box.toSourceX(192)).isEqualTo(0.5f);
        assertThat(box.toSourceY(192)).isEqualTo(0.5f);
        assertThat(box.toSourceY(0)).isZero();
        assertThat(box.toSourceY(384)).isEqualTo(1);
    }
}
