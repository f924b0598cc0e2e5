package io.lynceus.trainer.evaluation;

import java.util.List;

/**
 * How well a model did on a data set: means over the classes that have labels.
 *
 * @param pictures pictures looked at
 * @param instances labels
 * @param precision at the score where the mean F1 is best, IoU 0.5
 * @param recall at the same score
 * @param ap50 mean average precision at IoU 0.5
 * @param ap mean average precision over IoU 0.50 to 0.95
 * @param classes one entry per class that has labels, by index
 * @param curves precision, recall and F1 by class, for drawing
 * @param speed milliseconds per picture
 */
public record Metrics(
        int pictures,
        int instances,
        double precision,
        double recall,
        double ap50,
        double ap,
        List<ClassMetrics> classes,
        List<ClassCurves> curves,
        Speed speed) {
    public Metrics {
        classes = List.copyOf(classes);
        curves = List.copyOf(curves);
    }
}
