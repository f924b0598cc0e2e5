package io.lynceus.trainer.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How a model did on a data set: means over the classes that have labels.
 *
 * @param pictures pictures looked at
 * @param instances labels
 * @param precision at {@code bestScore}, IoU 0.5
 * @param recall at {@code bestScore}, IoU 0.5
 * @param ap50 mean average precision at IoU 0.5
 * @param ap mean average precision over IoU 0.50 to 0.95
 * @param bestScore the score threshold where the mean F1 is best
 * @param classes one entry per class that has labels, by index
 * @param curves precision, recall and F1 of the same classes, for drawing
 * @param speed milliseconds per picture
 */
public record Metrics(
        int pictures,
        int instances,
        double precision,
        double recall,
        double ap50,
        double ap,
        double bestScore,
        List<ClassMetrics> classes,
        List<ClassCurves> curves,
        Speed speed) {
    public Metrics {
        classes = List.copyOf(classes);
        curves = List.copyOf(curves);
    }

    static Metrics of(
            int pictures, List<ClassMetrics> classes, List<ClassCurves> curves, double bestScore, Speed speed) {
        return new Metrics(
                pictures,
                classes.stream().mapToInt(ClassMetrics::instances).sum(),
                mean(classes, ClassMetrics::precision),
                mean(classes, ClassMetrics::recall),
                mean(classes, ClassMetrics::ap50),
                mean(classes, ClassMetrics::ap),
                bestScore,
                classes,
                curves,
                speed);
    }

    /** The average precisions as a model's metadata has them: the means, then those of each class. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("AP50", fraction(ap50));
        facts.put("AP", fraction(ap));
        for (ClassMetrics one : classes) {
            facts.put("AP50." + one.name(), fraction(one.ap50()));
            facts.put("AP." + one.name(), fraction(one.ap()));
        }
        return facts;
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static double mean(List<ClassMetrics> classes, ToDoubleFunction<ClassMetrics> value) {
        return classes.stream().mapToDouble(value).average().orElse(0);
    }
}
