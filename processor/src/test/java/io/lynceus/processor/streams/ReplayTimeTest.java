package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ReplayTimeTest {
    private final SetClock clock = new SetClock();
    private final ReplayTime time = new ReplayTime(clock, Duration.ofSeconds(6), Duration.ofSeconds(1));

    @Test
    void countsFromTheFirstPacketToTheLimit() {
        BooleanSupplier camera = time.start(() -> Duration.ZERO);
        clock.pass(100);
        assertThat(camera.getAsBoolean()).isTrue();
        clock.pass(5);
        assertThat(camera.getAsBoolean()).isTrue();
        clock.pass(1);
        assertThat(camera.getAsBoolean()).isFalse();
    }

    @Test
    void theEnginesTimeDoesNotCount() {
        Duration[] engine = {Duration.ZERO};
        BooleanSupplier camera = time.start(() -> engine[0]);
        assertThat(camera.getAsBoolean()).isTrue();
        clock.pass(60);
        engine[0] = Duration.ofSeconds(59);
        assertThat(camera.getAsBoolean()).isTrue();
    }

    @Test
    void theCamerasOfAThreadShareIt() {
        spend(4);
        BooleanSupplier next = time.start(() -> Duration.ZERO);
        assertThat(next.getAsBoolean()).isTrue();
        clock.pass(2);
        assertThat(next.getAsBoolean()).isFalse();
    }

    @Test
    void aCameraHasItsShareWhateverTheOthersTook() {
        spend(6);
        BooleanSupplier next = time.start(() -> Duration.ZERO);
        assertThat(next.getAsBoolean()).isTrue();
        clock.pass(1);
        assertThat(next.getAsBoolean()).isFalse();
    }

    @Test
    void aPollGivesAllOfItAgain() {
        spend(6);
        time.polled();
        BooleanSupplier next = time.start(() -> Duration.ZERO);
        assertThat(next.getAsBoolean()).isTrue();
        clock.pass(5);
        assertThat(next.getAsBoolean()).isTrue();
    }

    @Test
    void anotherThreadHasItsOwn() {
        spend(6);
        assertThat(CompletableFuture.supplyAsync(
                                () -> time.start(() -> Duration.ZERO).getAsBoolean())
                        .join())
                .isTrue();
    }

    private boolean lasts(int seconds) {
        BooleanSupplier camera = time.start(() -> Duration.ZERO);
        assertThat(camera.getAsBoolean()).isTrue();
        clock.pass(seconds);
        return camera.getAsBoolean();
    }

    private void spend(int seconds) {
        BooleanSupplier camera = time.start(() -> Duration.ZERO);
        assertThat(camera.getAsBoolean()).isTrue();
        clock.pass(seconds);
        assertThat(camera.getAsBoolean()).isEqualTo(seconds < 6);
    }

    private static final class SetClock extends Clock {
        private Instant now = Bench.NOW;

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
