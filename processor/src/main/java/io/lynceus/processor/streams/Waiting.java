package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that detection waits and for what, and once that it goes on. One thread. */
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final LongSupplier nanos;
    private @Nullable String reason;
    private long since;

    /** @param nanos a clock such as {@link System#nanoTime} */
    Waiting(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void waits(String why) {
        if (reason == null) {
            reason = why;
            since = nanos.getAsLong();
            LOG.atWarn().addKeyValue("reason", why).log("detection waits");
        }
    }

    void goesOn() {
        if (reason != null) {
            reason = null;
            LOG.atWarn()
                    .addKeyValue(
                            "seconds",
                            Duration.ofNanos(nanos.getAsLong() - since).toSeconds())
                    .log("detection goes on");
        }
    }

    boolean waits() {
        return reason != null;
    }
}
