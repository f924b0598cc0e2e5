package io.lynceus.trainer.report;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says whether a variant has won: only one whose worst seed is better than every other variant's best. */
final class AblationVerdict {
    private AblationVerdict() {}

    /** One line, of the runs' AP; empty where there are no two variants, or one of them has a single seed. */
    static String of(List<AblationRow> rows) {
        Map<String, DoubleSummaryStatistics> variants = rows.stream()
                .collect(Collectors.groupingBy(
                        AblationRow::variant, LinkedHashMap::new, Collectors.summarizingDouble(AblationRow::ap)));
        if (variants.size() < 2 || variants.values().stream().anyMatch(seeds -> seeds.getCount() < 2)) {
            return "";
        }
        Comparator<Map.Entry<String, DoubleSummaryStatistics>> byMean =
                Comparator.comparingDouble(variant -> variant.getValue().getAverage());
        List<Map.Entry<String, DoubleSummaryStatistics>> order =
                variants.entrySet().stream().sorted(byMean.reversed()).toList();
        double lowest = order.get(0).getValue().getMin();
        List<Map.Entry<String, DoubleSummaryStatistics>> others = order.subList(1, order.size());
        double highest = others.stream()
                .mapToDouble(other -> other.getValue().getMax())
                .max()
                .orElseThrow();
        String best = order.get(0).getKey();
        if (lowest > highest) {
            return String.format(
                    Locale.ROOT,
                    "%s has won: its worst seed, AP %.4f, is better than any other's best, %.4f.",
                    best,
                    lowest,
                    highest);
        }
        String near = others.stream()
                .filter(other -> other.getValue().getMax() >= lowest)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return "Nothing has won: in AP the seeds of " + best + " overlap with those of " + near
                + ". More epochs or pictures may tell them apart.";
    }
}
