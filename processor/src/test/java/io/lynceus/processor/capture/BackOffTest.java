package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Test
    void doublesUpToTheLongestAndStartsAgainAfterAReset() {
        BackOff backOff = new BackOff(FIRST, LONGEST, (Always) () -> 0.0);
        assertThat(seconds(backOff, 5)).containsExactly(1.0, 2.0, 4.0, 5.0, 5.0);
        backOff.reset();
        assertThat(seconds(backOff, 2)).containsExactly(1.0, 2.0);
    }

    @Test
    void isShortenedByUpToHalfAtRandom() {
        BackOff backOff = new BackOff(FIRST, LONGEST, (Always) () -> 0.5);
        assertThat(seconds(backOff, 3)).containsExactly(0.75, 1.5, 3.0);
    }

    @Test
    void camerasThatWentAwayTogetherDoNotComeBackTogether() {
        RandomGenerator random = new SplittableRandom(1);
        BackOff one = new BackOff(LONGEST, LONGEST, random);
        BackOff other = new BackOff(LONGEST, LONGEST, random);
        for (int i = 0; i < 100; i++) {
            Duration wait = one.next();
            assertThat(wait).isBetween(LONGEST.dividedBy(2), LONGEST).isNotEqualTo(other.next());
        }
    }

    private interface Always extends RandomGenerator {
        double value();

        @Override
        default double nextDouble() {
            return value();
        }

        @Override
        default long nextLong() {
            throw new UnsupportedOperationException();
        }
    }

    private static double[] seconds(BackOff backOff, int count) {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = backOff.next().toMillis() / 1000.0;
        }
        return seconds;
    }
}
