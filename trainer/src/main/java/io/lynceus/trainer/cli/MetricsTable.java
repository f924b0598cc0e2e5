package io.lynceus.trainer.cli;

import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.CocoMetrics;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Speed;
import java.io.PrintWriter;
import java.util.Locale;

/** An evaluation as text: a row for all classes, then one per class, then the time per picture. */
final class MetricsTable {
    private MetricsTable() {}

    static void print(Metrics metrics, PrintWriter out) {
        int width = metrics.classes().stream().mapToInt(c -> c.name().length()).reduce(5, Math::max);
        String row = "%-" + width + "s %9d %9d %8.3f %8.3f %8.4f %8.4f%n";
        out.printf("%-" + width + "s %9s %9s %8s %8s %8s %8s%n", "class", "pictures", "labels", "P", "R", "AP50", "AP");
        out.printf(
                Locale.ROOT,
                row,
                "all",
                metrics.pictures(),
                metrics.instances(),
                metrics.precision(),
                metrics.recall(),
                metrics.ap50(),
                metrics.ap());
        for (ClassMetrics c : metrics.classes()) {
            out.printf(
                    Locale.ROOT,
                    row,
                    c.name(),
                    c.pictures(),
                    c.instances(),
                    c.precision(),
                    c.recall(),
                    c.ap50(),
                    c.ap());
        }
        Speed speed = metrics.speed();
        out.printf(
                Locale.ROOT,
                "P and R at score %.3f. Per picture: %.1f ms model, %.1f ms loading, %.1f ms NMS and matching.%n",
                metrics.bestScore(),
                speed.inference(),
                speed.loading(),
                speed.postprocessing());
        out.flush();
    }

    /** COCO's numbers below their names; a dash where there is no label to find. */
    static void print(CocoMetrics metrics, PrintWriter out) {
        StringBuilder names = new StringBuilder("COCO");
        StringBuilder numbers = new StringBuilder("    ");
        metrics.byName().forEach((name, number) -> {
            names.append(String.format(Locale.ROOT, " %6s", name));
            numbers.append(
                    number == CocoMetrics.NOTHING
                            ? String.format(Locale.ROOT, " %6s", "-")
                            : String.format(Locale.ROOT, " %6.4f", number));
        });
        out.println(names);
        out.println(numbers);
        out.flush();
    }
}
