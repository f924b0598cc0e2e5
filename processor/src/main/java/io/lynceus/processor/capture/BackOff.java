package io.lynceus.processor.capture;

import java.time.Duration;

/** How long to wait before the next try: 1 s, then twice as long each time, up to 30 s. One thread. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    Duration next() {
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }

    /** The camera was there again. */
    void reset() {
        next = FIRST;
    }
}
