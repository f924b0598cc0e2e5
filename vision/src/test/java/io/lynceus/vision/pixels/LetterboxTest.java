package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void aSourceIsScaledToFitAndCentred() {
        assertThat(Letterbox.of(768, 576, 384, 384)).isEqualTo(new Letterbox(768, 576, 384, 384, 0.5, 384, 288, 0, 48));
        assertThat(Letterbox.of(100, 200, 384, 384))
                .isEqualTo(new Letterbox(100, 200, 384, 384, 1.92, 192, 384, 96, 0));
    }

    @Test
    void theOddRowIsBelow() {
        // 640 - 361 = 279.
        assertThat(Letterbox.of(640, 361, 640, 640).top()).isEqualTo(139);
    }

    @Test
    void whatIsScaledAlreadyIsOnlyPlaced() {
        assertThat(Letterbox.around(128, 64, 64, 32, 96, 64))
                .isEqualTo(new Letterbox(128, 64, 96, 64, 0.5, 64, 32, 16, 16));
    }

    @Test
    void placesGoToTheInputAndBackToTheSource() {
        Letterbox box = Letterbox.of(768, 576, 384, 384);
        assertThat(box.toInputX(100)).isEqualTo(50);
        assertThat(box.toInputY(200)).isEqualTo(148);
        assertThat(box.toSourceX(150)).isCloseTo(300, within(1e-9));
        assertThat(box.toSourceY(148)).isCloseTo(200, within(1e-9));
    }

    @Test
    void placesOutsideTheSourceAreClippedToIt() {
        Letterbox box = Letterbox.of(768, 576, 384, 384);
        assertThat(box.toSourceY(10)).isZero();
        assertThat(box.toSourceX(1000)).isEqualTo(768);
    }

    @Test
    void thePaddedPictureHasAGreyBorder() {
        Picture padded = Letterbox.of(2, 1, 2, 3).pad(new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6}));
        byte grey = Letterbox.GREY;
        assertThat(padded.rgb())
                .containsExactly(
                        grey, grey, grey, grey, grey, grey, 1, 2, 3, 4, 5, 6, grey, grey, grey, grey, grey, grey);
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> Letterbox.of(4, 4, 8, 8).pad(new Picture(4, 4, new byte[48])))
                .hasMessageContaining("4x4, not 8x8");
    }
}
