package io.lynceus.processor.web;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Values of the last seconds. Not thread-safe. */
final class RecentValues {
    private static final int MOST = 20_000;

    private final long spanMillis;
    private final ArrayDeque<Timed> values = new ArrayDeque<>();
    private long firstMillis = Long.MAX_VALUE;

    RecentValues(long spanMillis) {
        this.spanMillis = spanMillis;
    }

    void add(long nowMillis, double value) {
        firstMillis = Math.min(firstMillis, nowMillis);
        values.addLast(new Timed(nowMillis, value));
        if (values.size() > MOST) {
            values.removeFirst();
        }
        trim(nowMillis);
    }

    /**
     * Sum of the values per second. Right after the first value the span is what has passed, but at least one second.
     */
    double perSecond(long nowMillis) {
        trim(nowMillis);
        if (values.isEmpty()) {
            return 0;
        }
        double sum = 0;
        for (Timed timed : values) {
            sum += timed.value;
        }
        long passed = Math.min(spanMillis, Math.max(1000, nowMillis - firstMillis));
        return sum * 1000 / passed;
    }

    /** The value that the given share of the values does not exceed; null when there are none. */
    @Nullable
    Double quantile(long nowMillis, double share) {
        trim(nowMillis);
        if (values.isEmpty()) {
            return null;
        }
        double[] sorted = values.stream().mapToDouble(Timed::value).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private void trim(long nowMillis) {
        while (!values.isEmpty() && values.getFirst().millis <= nowMillis - spanMillis) {
            values.removeFirst();
        }
    }

    private record Timed(long millis, double value) {}
}
