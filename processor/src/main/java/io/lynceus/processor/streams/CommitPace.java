package io.lynceus.processor.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says when a stream thread should commit before its time. A commit costs the broker and us as much as the frames of a
 * few milliseconds: a camera that keeps up has its events out soon all the same, while for one that is behind the
 * regular commits do. Used by all stream threads, each with a pace of its own, since a commit is the whole thread's.
 */
final class CommitPace {
    private static final Duration SOON = Duration.ofMillis(80);
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Clock clock;
    private final ThreadLocal<Instant> last = ThreadLocal.withInitial(() -> Instant.MIN);

    CommitPace(Clock clock) {
        this.clock = clock;
    }

    /** True when the calling thread should commit now, with an event of a packet that came in at a moment. */
    boolean isDue(Instant ingest) {
        Instant now = clock.instant();
        Instant before = last.get();
        // One that lies ahead is of a clock that was set back since.
        boolean justNow = before.isAfter(now.minus(SOON)) && !before.isAfter(now);
        if (ingest.isBefore(now.minus(FRESH)) || justNow) {
            return false;
        }
        last.set(now);
        return true;
    }
}
