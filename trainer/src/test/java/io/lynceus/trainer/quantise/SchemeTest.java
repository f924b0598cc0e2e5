package io.lynceus.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.UserError;
import org.junit.jupiter.api.Test;

class SchemeTest {
    @Test
    void onTheCoresAllStepsLieBetweenTheSmallestAndTheLargestNumber() {
        Range range = new Range(-1, 4);

        assertThat(Scheme.ONNXRUNTIME.scale(range)).isCloseTo(5f / 255, within(1e-7f));
        assertThat(Scheme.ONNXRUNTIME.zero(range)).isEqualTo(51);
    }

    @Test
    void onACardZeroIsInTheMiddle() {
        Range range = new Range(-1, 4);

        assertThat(Scheme.TENSORRT.scale(range)).isCloseTo(4f / 127, within(1e-7f));
        assertThat(Scheme.TENSORRT.zero(range)).isZero();
    }

    @Test
    void aTensorOfZerosHasAStepAllTheSame() {
        assertThat(Scheme.ONNXRUNTIME.scale(Range.NONE)).isPositive();
        assertThat(Scheme.TENSORRT.scale(Range.NONE)).isPositive();
    }

    @Test
    void whatASigmoidTakesAwayTakesNoSteps() {
        assertThat(new Range(-200, 3).gated()).isEqualTo(new Range(-8, 3));
        assertThat(new Range(-2, 3).gated()).isEqualTo(new Range(-2, 3));
    }

    @Test
    void anUnknownEngineIsRefused() {
        assertThatThrownBy(() -> Scheme.of("openvino"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("onnxruntime or tensorrt");
    }
}
