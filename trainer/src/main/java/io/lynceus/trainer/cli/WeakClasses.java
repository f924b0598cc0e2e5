package io.lynceus.trainer.cli;

import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.Metrics;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where more pictures would help most. */
final class WeakClasses {
    private static final int MOST = 3;

    /** Of the mean AP50: what is below is far behind the others. */
    private static final double WEAK = 0.7;

    private WeakClasses() {}

    /** A line on each class that is far behind the mean, the worst first; three at most. */
    static List<String> of(Metrics metrics) {
        return metrics.classes().stream()
                .filter(one -> one.ap50() < WEAK * metrics.ap50())
                .sorted(Comparator.comparingDouble(ClassMetrics::ap50))
                .limit(MOST)
                .map(one -> String.format(
                        Locale.ROOT,
                        "weak: %s, AP50 %.3f beside %.3f in the mean: precision %.2f, recall %.2f, %d objects"
                                + " held out%s",
                        one.name(),
                        one.ap50(),
                        metrics.ap50(),
                        one.precision(),
                        one.recall(),
                        one.instances(),
                        one.recall() < one.precision()
                                ? "; it is missed, more pictures of it may help"
                                : "; others are taken for it"))
                .toList();
    }
}
