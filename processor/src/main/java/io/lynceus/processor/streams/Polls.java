package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When each stream thread polled last, which says whether it is stuck. Safe for several threads. */
final class Polls {
    private final Map<Thread, Long> last = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param nanos a clock such as {@link System#nanoTime} */
    Polls(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The calling thread polls. */
    void polled() {
        last.put(Thread.currentThread(), nanos.getAsLong());
    }

    /** @return the name of a living thread that has not polled for so long, null when there is none */
    @Nullable
    String stuck(Duration patience) {
        last.keySet().removeIf(thread -> !thread.isAlive());
        long now = nanos.getAsLong();
        return last.entrySet().stream()
                .filter(entry -> now - entry.getValue() > patience.toNanos())
                .map(entry -> entry.getKey().getName())
                .findFirst()
                .orElse(null);
    }
}
