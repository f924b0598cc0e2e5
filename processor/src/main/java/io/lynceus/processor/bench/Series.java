package io.lynceus.processor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One thing measured several times, in turns with others. */
final class Series {
    private final String name;
    private final List<Measured> runs = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(Measured run) {
        runs.add(run);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    Spread rates() {
        return spread(Measured::rate);
    }

    Spread cpuMillisPerFrame() {
        return spread(Measured::cpuMillisPerFrame);
    }

    /** Of the rates, run by run. */
    Spread ratesOver(Series other) {
        return ratios(Measured::rate, this, other);
    }

    /** Frames for the same processor time, run by run: on a busy machine steadier than the rates. */
    Spread frugalityOver(Series other) {
        return ratios(Measured::cpuMillisPerFrame, other, this);
    }

    private static Spread ratios(ToDoubleFunction<Measured> value, Series over, Series under) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < over.runs.size(); i++) {
            ratios.add(value.applyAsDouble(over.runs.get(i)) / value.applyAsDouble(under.runs.get(i)));
        }
        return Spread.of(ratios);
    }

    private Spread spread(ToDoubleFunction<Measured> value) {
        return Spread.of(runs.stream().map(value::applyAsDouble).toList());
    }

    record Spread(double median, double least, double most) {
        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int half = sorted.size() / 2;
            double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
            return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
        }
    }
}
