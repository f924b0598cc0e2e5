package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {
    @Test
    void ofSeveralOutputsTheOneIsReadThatOnnxRuntimesLayoutReads() {
        assertThat(PlanBuilder.outputRead(List.of("a", "output0"), List.of(3, 4)))
                .isEqualTo(1);
        assertThat(PlanBuilder.outputRead(List.of("a", "b", "c"), List.of(4, 3, 5)))
                .isEqualTo(1);
        assertThat(PlanBuilder.outputRead(List.of("a", "b"), List.of(3, 3))).isZero();
        assertThat(PlanBuilder.outputRead(List.of("a", "b"), List.of(4, 4))).isZero();
    }
}
