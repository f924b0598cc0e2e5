package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordComparisonTest {
    private static final Map<String, String> UNDISTURBED = Map.of("tracks cam/1/0", "a", "counts cam/0", "b");

    @Test
    void theSameRecordsAreTheSame() {
        RecordComparison same = RecordComparison.of(Map.copyOf(UNDISTURBED), UNDISTURBED, List.of());
        assertThat(same.same()).isTrue();
        assertThat(same.identical()).isEqualTo(2);
    }

    @Test
    void whatIsMissingTooManyOtherOrThereTwiceDiffers() {
        RecordComparison other = RecordComparison.of(
                Map.of("tracks cam/1/0", "c", "zone events cam/x", "d"),
                UNDISTURBED,
                List.of("tracks cam/1/0: more than once"));
        assertThat(other.same()).isFalse();
        assertThat(other.identical()).isZero();
        assertThat(other.differences())
                .containsExactly(
                        "tracks cam/1/0: more than once",
                        "counts cam/0: only in the undisturbed run",
                        "tracks cam/1/0: c, undisturbed a",
                        "zone events cam/x: only in the disturbed run");
    }
}
