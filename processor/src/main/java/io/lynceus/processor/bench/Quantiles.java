package io.lynceus.processor.bench;

import java.util.List;

/** Of some measured times; NaN when there are none. */
record Quantiles(double p50, double p95, double p99) {
    static Quantiles of(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return new Quantiles(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size())));
    }
}
