package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkLimitsTest {
    private static final Duration DECODED = Duration.ofMillis(10);

    @Test
    void theTimeoutsHoldForAnySpeedNumberOfCamerasAndLengthOfGroups() {
        for (int millis : new int[] {0, 1, 3, 20, 500, 3_000, 10_000}) {
            Duration measured = Duration.ofMillis(millis);
            WorkLimits limits = WorkLimits.of(measured);
            // As slow as decoding beside it may make the engine.
            Duration frame = measured.multipliedBy(3).dividedBy(2);
            for (int group : new int[] {1, 50, 750, 90_000}) {
                Duration replayed = DECODED.multipliedBy(group);
                for (int tasks : new int[] {1, 4, 32}) {
                    for (int cameras : new int[] {1, 10, 50}) {
                        ThreadModel thread =
                                new ThreadModel(frame, replayed, limits.packets(), limits).run(tasks, cameras, 300);
                        assertThat(thread.longestTransaction)
                                .as("%s a frame, groups of %d, %d cameras on %d tasks", measured, group, cameras, tasks)
                                .isLessThan(limits.transaction());
                        assertThat(thread.longestPoll).isLessThan(limits.poll());
                    }
                }
            }
        }
    }

    @Test
    void withMorePacketsAPollTheyWouldNot() {
        WorkLimits limits = WorkLimits.of(Duration.ofSeconds(3));
        ThreadModel thread = new ThreadModel(Duration.ofMillis(4_500), limits.replay(), 16, limits).run(4, 50, 300);
        assertThat(thread.longestTransaction).isGreaterThan(limits.transaction());
    }

    @Test
    void aQuickEngineGetsSeveralPacketsAPollAndASlowOneOne() {
        assertThat(WorkLimits.of(Duration.ZERO).packets()).isEqualTo(16);
        assertThat(WorkLimits.of(Duration.ofMillis(2)).packets()).isEqualTo(5);
        assertThat(WorkLimits.of(Duration.ofMillis(20)).packets()).isEqualTo(1);
    }

    @Test
    void aQuickEnginesTransactionsStayShortForReadersThatWaitAfterAProcessDied() {
        assertThat(WorkLimits.of(Duration.ofMillis(20)).transaction()).isLessThan(Duration.ofSeconds(35));
    }

    @Test
    void anEngineOfThreeSecondsAFrameFitsIntoWhatBrokersAllowByDefault() {
        assertThat(WorkLimits.of(Duration.ofSeconds(3)).transaction()).isLessThan(Duration.ofMinutes(15));
    }
}
