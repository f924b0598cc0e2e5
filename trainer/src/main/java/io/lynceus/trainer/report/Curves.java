package io.lynceus.trainer.report;

import io.lynceus.trainer.evaluation.ClassCurves;
import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.Metrics;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Precision-recall and F1 curves: one line per class (up to 20 classes), a thick one for the mean. */
final class Curves {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 760;
    private static final int MOST_LINES = 20;

    private Curves() {}

    static BufferedImage precisionRecall(Metrics metrics) {
        XYChart chart = Charts.unit("Precision and recall, IoU 0.5", "Recall", "Precision", WIDTH, HEIGHT);
        List<ClassMetrics> classes = metrics.classes();
        for (int i = 0; i < Math.min(MOST_LINES, classes.size()); i++) {
            line(
                    chart,
                    classes.get(i),
                    metrics.curves().get(i).precisionByRecall(),
                    classes.get(i).ap50());
        }
        double[] mean = mean(metrics, ClassCurves::precisionByRecall);
        String name = String.format(Locale.ROOT, "all classes, AP50 %.3f", metrics.ap50());
        Charts.add(chart, name, axis(mean.length), mean, Color.BLACK, 3.5f);
        return BitmapEncoder.getBufferedImage(chart);
    }

    static BufferedImage f1(Metrics metrics) {
        XYChart chart = Charts.unit("F1 by score threshold, IoU 0.5", "Score threshold", "F1", WIDTH, HEIGHT);
        List<ClassMetrics> classes = metrics.classes();
        for (int i = 0; i < Math.min(MOST_LINES, classes.size()); i++) {
            double[] f1 = metrics.curves().get(i).f1ByScore();
            line(chart, classes.get(i), f1, f1[(int) Math.round(metrics.bestScore() * (f1.length - 1))]);
        }
        double[] mean = mean(metrics, ClassCurves::f1ByScore);
        String name = String.format(
                Locale.ROOT,
                "all classes, %.3f at %.3f",
                mean[(int) Math.round(metrics.bestScore() * (mean.length - 1))],
                metrics.bestScore());
        Charts.add(chart, name, axis(mean.length), mean, Color.BLACK, 3.5f);
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void line(XYChart chart, ClassMetrics of, double[] values, double number) {
        String name = String.format(Locale.ROOT, "%s %.3f", of.name(), number);
        Charts.add(chart, name, axis(values.length), values, Palette.of(of.classId()), 2);
    }

    private static double[] mean(Metrics metrics, Function<ClassCurves, double[]> curve) {
        double[] mean = new double[curve.apply(metrics.curves().get(0)).length];
        for (ClassCurves curves : metrics.curves()) {
            double[] values = curve.apply(curves);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += values[i] / metrics.curves().size();
            }
        }
        return mean;
    }

    /** 0..1 in as many steps as there are values. */
    private static double[] axis(int points) {
        double[] axis = new double[points];
        for (int i = 0; i < points; i++) {
            axis[i] = (double) i / (points - 1);
        }
        return axis;
    }
}
