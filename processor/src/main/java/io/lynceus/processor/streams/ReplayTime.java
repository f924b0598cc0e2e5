package io.lynceus.processor.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the cameras of a stream thread may decode packets again between two polls: together, because no commit comes
 * in between for sure. Shared by all threads, each with time of its own.
 */
final class ReplayTime {
    private final Clock clock;
    private final Duration most;
    private final ThreadLocal<Duration> spent = ThreadLocal.withInitial(() -> Duration.ZERO);

    /** @param most a thread's, between two polls */
    ReplayTime(Clock clock, Duration most) {
        this.clock = clock;
        this.most = most;
    }

    /** The calling thread polls: it has all its time again. */
    void polled() {
        spent.set(Duration.ZERO);
    }

    /**
     * For one camera that is brought to where it was; to be asked before each packet.
     *
     * @param elsewhere how long the thread was in the engine since ever, which does not count
     * @return true while the calling thread has time
     */
    BooleanSupplier start(Supplier<Duration> elsewhere) {
        return new Run(elsewhere);
    }

    private final class Run implements BooleanSupplier {
        private final Supplier<Duration> elsewhere;
        private @Nullable Instant asked;

        Run(Supplier<Duration> elsewhere) {
            this.elsewhere = elsewhere;
        }

        @Override
        public boolean getAsBoolean() {
            Instant now = clock.instant().minus(elsewhere.get());
            if (asked != null) {
                spent.set(spent.get().plus(Duration.between(asked, now)));
            }
            asked = now;
            return spent.get().compareTo(most) < 0;
        }
    }
}
