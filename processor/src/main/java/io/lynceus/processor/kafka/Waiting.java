package io.lynceus.processor.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a verb's work waits and for what, and once that it goes on. Safe for several threads. */
public final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final String who;
    private final LongSupplier nanos;
    private @Nullable String reason;
    private long since;

    /**
     * @param who waits, such as capture
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public Waiting(String who, LongSupplier nanos) {
        this.who = who;
        this.nanos = nanos;
    }

    /** From now on, if not already. */
    public synchronized void waits(String why) {
        if (reason == null) {
            reason = why;
            since = nanos.getAsLong();
            LOG.atWarn().addKeyValue("reason", why).log("{} waits", who);
        }
    }

    /** From now on, if it waited. */
    public synchronized void goesOn() {
        if (reason != null) {
            reason = null;
            LOG.atWarn()
                    .addKeyValue(
                            "seconds",
                            Duration.ofNanos(nanos.getAsLong() - since).toSeconds())
                    .log("{} goes on", who);
        }
    }

    public synchronized boolean waits() {
        return reason != null;
    }
}
