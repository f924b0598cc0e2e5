package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Silence silence = new Silence();

    @Test
    void aBrokerOfWhichNothingComesForTenSecondsIsAwayUntilSomethingComes() {
        assertThat(look(0, 100)).isFalse();
        assertThat(look(5, 101)).isFalse();
        assertThat(look(14, 101)).isFalse();
        assertThat(look(16, 101)).isTrue();
        assertThat(look(60, 101)).isTrue();
        assertThat(look(61, 102)).isFalse();
    }

    private boolean look(int seconds, long bytes) {
        return silence.look(bytes, Duration.ofSeconds(seconds).toNanos());
    }
}
