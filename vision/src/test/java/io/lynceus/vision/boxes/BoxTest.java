package io.lynceus.vision.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.Letterbox;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void halfOfTheUnionIsAHalf() {
        assertThat(new Box(0, 1, 0, 0, 10, 10).iou(new Box(0, 1, 0, 0, 10, 5))).isEqualTo(0.5f);
    }

    @Test
    void boxesApartHaveNothingInCommon() {
        assertThat(new Box(0, 1, 0, 0, 10, 10).iou(new Box(0, 1, 20, 20, 30, 30)))
                .isZero();
    }

    @Test
    void boxesWithoutAreaPassNoThreshold() {
        Box empty = new Box(0, 1, 5, 5, 5, 5);
        assertThat(empty.iou(empty) > 0).isFalse();
    }

    @Test
    void aBoxGoesBackToTheSourceClippedToIt() {
        Letterbox letterbox = Letterbox.of(128, 64, 64, 64);
        Box box = new Box(1, 0.5f, -3, 16, 32, 50);
        assertThat(box.toSource(letterbox)).isEqualTo(new Box(1, 0.5f, 0, 0, 64, 64));
        assertThat(Detection.of(box, letterbox, List.of("person", "car")))
                .isEqualTo(new Detection(1, "car", 0.5f, 0, 0, 0.5f, 1));
    }

    @Test
    void aBoxInTheBarsOfTheLetterboxIsNoDetection() {
        Letterbox letterbox = Letterbox.of(128, 64, 64, 64);
        Box inside = new Box(0, 0.9f, 10, 20, 30, 40);
        Box above = new Box(0, 0.8f, 10, 2, 30, 14);
        Box beside = new Box(0, 0.7f, 64, 20, 70, 40);
        assertThat(Detection.all(List.of(inside, above, beside), letterbox, List.of("person")))
                .containsExactly(Detection.of(inside, letterbox, List.of("person")));
    }
}
