package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRequestTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "8, 8", "32, 8"})
    void aPlanIsBestAtEightPicturesOrTheLargestBatch(int largest, int usual) {
        PlanRequest request = PlanRequest.of(new InputSize(384, 640), largest, Pixels.RGB);
        assertThat(request.usualBatch()).isEqualTo(usual);
        assertThat(request.largestBatch()).isEqualTo(largest);
        assertThat(request.width()).isEqualTo(640);
        assertThat(request.height()).isEqualTo(384);
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 1", "9, 8, 1", "1, 0, 1", "1, 1, 0"})
    void whatNoPlanCanBeIsRefused(int usual, int largest, int workspace) {
        assertThatThrownBy(() -> new PlanRequest(64, 64, usual, largest, 1, workspace))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must be 1 or more");
    }

    @Test
    void tensorsCountTheBytesOfOnePicture() {
        Plan.Tensors tensors = new Plan.Tensors("in", "out", 4, false, 640, 384, 3 * 640 * 384, 84, 5040);
        assertThat(tensors.outputBytes()).isEqualTo(84 * 5040 * 4);
    }
}
