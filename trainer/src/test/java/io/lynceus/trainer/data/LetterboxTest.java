package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void centresAWideFrameBetweenTwoGreyBands() {
        Letterbox letterbox = Letterbox.of(768, 576, 384, 384);

        assertThat(letterbox).isEqualTo(new Letterbox(768, 576, 384, 384, 0.5, 384, 288, 0, 48));
    }

    @Test
    void scalesASmallFrameUp() {
        Letterbox letterbox = Letterbox.of(100, 50, 640, 640);

        assertThat(letterbox.ratio()).isEqualTo(6.4);
        assertThat(letterbox.innerWidth()).isEqualTo(640);
        assertThat(letterbox.innerHeight()).isEqualTo(320);
    }

    @Test
    void putsTheOddRowBelow() {
        Letterbox letterbox = Letterbox.of(64, 61, 64, 64);

        assertThat(letterbox.top()).isEqualTo(1);
        assertThat(letterbox.height() - letterbox.innerHeight() - letterbox.top())
                .isEqualTo(2);
    }

    @Test
    void padsWithGrey() {
        Letterbox letterbox = Letterbox.of(2, 1, 2, 3);
        Picture padded = letterbox.pad(new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6}));

        byte grey = Letterbox.GREY;
        assertThat(padded.rgb())
                .containsExactly(
                        grey, grey, grey, grey, grey, grey, 1, 2, 3, 4, 5, 6, grey, grey, grey, grey, grey, grey);
    }

    @Test
    void refusesAPictureOfAnotherSize() {
        assertThatThrownBy(() -> Letterbox.of(4, 4, 8, 8).pad(new Picture(4, 4, new byte[48])))
                .hasMessageContaining("4x4, not 8x8");
    }

    @Test
    void bringsBoxesBackToTheSource() {
        Letterbox letterbox = Letterbox.of(768, 576, 384, 384);
        LabelBox box = letterbox.toInput(new LabelBox(1, 100, 200, 300, 400));

        assertThat(box).isEqualTo(new LabelBox(1, 50, 148, 150, 248));
        assertThat(letterbox.toSourceX(box.x2())).isCloseTo(300, within(1e-4f));
        assertThat(letterbox.toSourceY(box.y1())).isCloseTo(200, within(1e-4f));
        assertThat(letterbox.toSourceY(10)).isZero();
        assertThat(letterbox.toSourceX(1000)).isEqualTo(768);
    }
}
