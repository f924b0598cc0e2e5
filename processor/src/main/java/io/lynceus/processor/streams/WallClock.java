package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notices when the time of day goes back. One thread. */
final class WallClock {
    /** Less than this is waited for: clients pause for as long now and then. */
    private static final Duration WORTH_IT = Duration.ofSeconds(3);

    private final LongSupplier millis;
    private final LongSupplier nanos;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param millis the time of day
     * @param nanos a clock that nobody sets
     */
    WallClock(LongSupplier millis, LongSupplier nanos) {
        this.millis = millis;
        this.nanos = nanos;
        lastMillis = millis.getAsLong();
        lastNanos = nanos.getAsLong();
    }

    /** By how much it was set back since the last time that this was asked; null when it was not. */
    @Nullable
    Duration setBack() {
        long nowMillis = millis.getAsLong();
        long nowNanos = nanos.getAsLong();
        Duration back = Duration.ofNanos(nowNanos - lastNanos).minusMillis(nowMillis - lastMillis);
        lastMillis = nowMillis;
        lastNanos = nowNanos;
        return back.compareTo(WORTH_IT) > 0 ? back : null;
    }
}
