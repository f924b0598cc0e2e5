package io.lynceus.processor.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How old frames were, since capture read them, when their events were made. Thread-safe. */
final class RecentLatency {
    private static final int MOST = 4096;

    private final long[] millis = new long[MOST];
    private long added;

    synchronized void add(Duration latency) {
        millis[(int) (added++ % MOST)] = latency.toMillis();
    }

    /** Median and 95th percentile since the last call, to go on with a line; empty when there was none. */
    synchronized String text() {
        int count = (int) Math.min(added, MOST);
        if (count == 0) {
            return "";
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        added = 0;
        return String.format(
                Locale.ROOT,
                ", latency %s (p95 %s)",
                text(sorted[(count - 1) / 2]),
                text(sorted[(count * 95 - 1) / 100]));
    }

    private static String text(long millis) {
        return millis < 10_000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%,d s", Duration.ofMillis(millis).toSeconds());
    }
}
