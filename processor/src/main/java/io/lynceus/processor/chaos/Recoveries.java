package io.lynceus.processor.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long it took until all cameras had events again, by kind of blow. */
final class Recoveries {
    private final Map<Blow.Kind, List<Double>> seconds = new EnumMap<>(Blow.Kind.class);

    void add(Blow.Kind kind, double took) {
        seconds.computeIfAbsent(kind, any -> new ArrayList<>()).add(took);
    }

    /** One line a kind. */
    List<String> lines() {
        return seconds.entrySet().stream()
                .map(entry ->
                        line(entry.getKey(), entry.getValue().stream().sorted().toList()))
                .toList();
    }

    private static String line(Blow.Kind kind, List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "After %-17s all cameras were back within %.1f s (median of %d), %.1f s (longest).",
                kind,
                sorted.get(sorted.size() / 2),
                sorted.size(),
                sorted.get(sorted.size() - 1));
    }
}
