package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private long millis = 1_800_000_000_000L;
    private long nanos = -7;
    private final WallClock clock = new WallClock(() -> millis, () -> nanos);

    @Test
    void aClockThatRunsOrIsSetForwardWasNotSetBack() {
        pass(Duration.ofMinutes(5));
        assertThat(clock.setBack()).isNull();
        pass(Duration.ofSeconds(1));
        millis += Duration.ofDays(2).toMillis();
        assertThat(clock.setBack()).isNull();
    }

    @Test
    void oneThatIsSetBackIsNoticedOnce() {
        pass(Duration.ofSeconds(1));
        millis -= Duration.ofHours(1).toMillis();
        assertThat(clock.setBack()).isEqualTo(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        assertThat(clock.setBack()).isNull();
    }

    @Test
    void oneThatIsSlewedIsNot() {
        for (int second = 0; second < 10_000; second++) {
            pass(Duration.ofSeconds(1));
            millis -= 1;
            assertThat(clock.setBack()).isNull();
        }
    }

    private void pass(Duration time) {
        millis += time.toMillis();
        nanos += time.toNanos();
    }
}
