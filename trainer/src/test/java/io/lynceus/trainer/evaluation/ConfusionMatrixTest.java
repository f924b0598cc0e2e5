package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.boxes.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {
    private final ConfusionMatrix matrix = new ConfusionMatrix(2);

    @Test
    void countsWhatLabelsWereTakenFor() {
        matrix.add(
                List.of(at(0, 0.9f, 0), at(1, 0.8f, 100), at(0, 0.7f, 300)),
                List.of(label(0, 0), label(0, 100), label(1, 200)));
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(0, 1)).isEqualTo(1);
        assertThat(matrix.count(1, 2)).as("missed").isEqualTo(1);
        assertThat(matrix.count(2, 0)).as("nothing there").isEqualTo(1);
    }

    @Test
    void whatServingWouldDropIsNotCounted() {
        matrix.add(List.of(at(0, 0.9f, 0), at(0, 0.8f, 1), at(0, 0.2f, 100)), List.of(label(0, 0)));
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(2, 0)).isZero();
    }

    @Test
    void theBetterOverlapGetsTheLabel() {
        matrix.add(List.of(at(1, 0.9f, 4), at(0, 0.5f, 1)), List.of(label(0, 0)));
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(2, 1)).isEqualTo(1);
    }

    private static Box at(int classId, float score, float x) {
        return new Box(classId, score, x, 0, x + 20, 20);
    }

    private static LabelBox label(int classId, float x) {
        return new LabelBox(classId, x, 0, x + 20, 20);
    }
}
