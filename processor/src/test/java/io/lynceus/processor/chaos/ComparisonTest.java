package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final FrameKey FIRST = new FrameKey("gate", 5, 0);
    private static final FrameKey SECOND = new FrameKey("gate", 5, 1);

    @Test
    void sameEventsAreTheSame() {
        Comparison comparison = Comparison.of(
                Map.of(FIRST, detected("a", 0.9f, 0.1f), SECOND, detected("b", 0.8f, 0.2f)),
                Map.of(FIRST, detected("a", 0.9f, 0.1f), SECOND, detected("b", 0.8f, 0.2f)));
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.identical()).isEqualTo(2);
    }

    @Test
    void boxesMayMoveByAThousandthAndScoresByAHundredth() {
        assertThat(against(detected("a", 0.905f, 0.1005f)).close()).isEqualTo(1);
        assertThat(against(detected("a", 0.905f, 0.1005f)).same()).isTrue();
        assertThat(against(detected("a", 0.92f, 0.1f)).same()).isFalse();
        assertThat(against(detected("a", 0.9f, 0.102f)).same()).isFalse();
    }

    @Test
    void anotherFrameStatusOrNumberOfBoxesDiffers() {
        assertThat(against(detected("b", 0.9f, 0.1f)).same()).isFalse();
        assertThat(against(new Outcome("a", FrameStatus.SKIPPED, null, List.of()))
                        .differences())
                .containsExactly("gate epoch 5 sequence 0: SKIPPED with 0 boxes, undisturbed DETECTED with 1");
    }

    @Test
    void aMarkOfDamageDiffersFromNone() {
        Outcome whole = detected("a", 0.9f, 0.1f);
        assertThat(against(new Outcome("a", FrameStatus.DETECTED, "cut", whole.boxes()))
                        .same())
                .isFalse();
    }

    @Test
    void aFrameThatOnlyOneRunHasDiffers() {
        Map<FrameKey, Outcome> one = Map.of(FIRST, detected("a", 0.9f, 0.1f));
        assertThat(Comparison.of(one, Map.of()).differences())
                .containsExactly("gate epoch 5 sequence 0: only in the disturbed run");
        assertThat(Comparison.of(Map.of(), one).differences())
                .containsExactly("gate epoch 5 sequence 0: only in the undisturbed run");
    }

    private static Comparison against(Outcome disturbed) {
        return Comparison.of(Map.of(FIRST, disturbed), Map.of(FIRST, detected("a", 0.9f, 0.1f)));
    }

    private static Outcome detected(String frameId, float score, float left) {
        return new Outcome(
                frameId,
                FrameStatus.DETECTED,
                null,
                List.of(new Detection(0, "person", score, left, 0.2f, 0.5f, 0.6f, null)));
    }
}
