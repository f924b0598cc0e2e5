package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final Instant START = Instant.ofEpochSecond(1_000);

    private Instant now = START;
    private final CommitPace pace = new CommitPace(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void freshFramesAreCommittedSoonButNotOneByOne() {
        assertThat(pace.isDue(now)).isTrue();
        now = START.plusMillis(50);
        assertThat(pace.isDue(now)).isFalse();
        now = START.plusMillis(100);
        assertThat(pace.isDue(now.minusMillis(40))).isTrue();
    }

    @Test
    void aClockThatWasSetBackHoldsNoCommitUp() {
        assertThat(pace.isDue(now)).isTrue();
        now = START.minus(Duration.ofHours(1));
        assertThat(pace.isDue(now)).isTrue();
        assertThat(pace.isDue(now)).isFalse();
    }

    @Test
    void framesThatAreBehindWaitForTheRegularCommit() {
        assertThat(pace.isDue(now.minus(Duration.ofSeconds(1)))).isFalse();
    }
}
