package io.lynceus.processor.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the cameras of a stream thread may decode packets again between two polls: together, because no commit comes
 * in between for sure. Each has a share all the same, so that one with long groups of pictures costs no frame of
 * another. Used by all threads, each with time of its own.
 */
final class ReplayTime {
    private final Clock clock;
    private final Duration most;
    private final Duration share;
    private final ThreadLocal<Duration> spent = ThreadLocal.withInitial(() -> Duration.ZERO);

    /**
     * @param most a thread's, between two polls
     * @param share a camera's, whatever the others took
     */
    ReplayTime(Clock clock, Duration most, Duration share) {
        this.clock = clock;
        this.most = most;
        this.share = share;
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
        private Duration own = Duration.ZERO;
        private @Nullable Instant asked;

        Run(Supplier<Duration> elsewhere) {
            this.elsewhere = elsewhere;
        }

        @Override
        public boolean getAsBoolean() {
            Instant now = clock.instant().minus(elsewhere.get());
            if (asked != null) {
                Duration step = Duration.between(asked, now);
                own = own.plus(step);
                spent.set(spent.get().plus(step));
            }
            asked = now;
            return own.compareTo(share) < 0 || spent.get().compareTo(most) < 0;
        }
    }
}
