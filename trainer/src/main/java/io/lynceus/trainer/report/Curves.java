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
            double[] f1 = f1Points(metrics.curves().get(i));
            line(chart, classes.get(i), f1, at(f1, metrics.bestScore()));
        }
        double[] mean = mean(metrics, Curves::f1Points);
        String name = String.format(
                Locale.ROOT, "all classes, %.3f at %.3f", at(mean, metrics.bestScore()), metrics.bestScore());
        Charts.add(chart, name, axis(mean.length), mean, Color.BLACK, 3.5f);
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** At 101 thresholds, which is as fine as the eye sees and lets the axis have round numbers. */
    private static double[] f1Points(ClassCurves curves) {
        double[] all = curves.f1ByScore();
        double[] points = new double[101];
        for (int i = 0; i < points.length; i++) {
            points[i] = at(all, i / 100.0);
        }
        return points;
    }

    private static double at(double[] curve, double position) {
        return curve[(int) Math.round(position * (curve.length - 1))];
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
