package io.lynceus.trainer.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** results.png: three losses above, precision and recall, AP, learning rate below, over the epochs, counted from 1. */
final class ResultsPage {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 440;
    private static final int COLUMNS = 3;
    private static final List<Panel> PANELS = List.of(
            loss("Box loss", "box_loss"),
            loss("Class loss", "cls_loss"),
            loss("DFL loss", "dfl_loss"),
            new Panel(
                    "Precision and recall",
                    "0.0",
                    true,
                    List.of("metrics/precision", "metrics/recall"),
                    List.of("precision", "recall")),
            new Panel(
                    "Average precision",
                    "0.0",
                    true,
                    List.of("metrics/mAP_0.5", "metrics/mAP_0.5:0.95"),
                    List.of("AP50", "AP50-95")),
            new Panel("Learning rate", "0.0000", false, List.of("x/lr1"), List.of("kernels")));

    private ResultsPage() {}

    private static Panel loss(String title, String column) {
        List<String> columns = List.of("train/" + column, "val/" + column);
        return new Panel(title, "0.00", false, columns, List.of("train", "held out"));
    }

    static BufferedImage draw(ResultsTable table) {
        double[] epochs = table.column("epoch");
        BufferedImage canvas = Drawing.canvas(COLUMNS * WIDTH, PANELS.size() / COLUMNS * HEIGHT);
        Graphics2D pen = Drawing.pen(canvas);
        for (int i = 0; i < PANELS.size(); i++) {
            XYChart chart = chart(PANELS.get(i), table, epochs);
            pen.drawImage(BitmapEncoder.getBufferedImage(chart), i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, null);
        }
        pen.dispose();
        return canvas;
    }

    private static XYChart chart(Panel panel, ResultsTable table, double @Nullable [] epochs) {
        XYChart chart = Charts.lines(panel.title(), "Epoch", "", WIDTH, HEIGHT);
        chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern(panel.pattern());
        if (panel.fraction()) {
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        }
        for (int i = 0; i < panel.columns().size(); i++) {
            String column = panel.columns().get(i);
            double[] values = table.column(column);
            if (values != null && epochs != null && !(column.startsWith("val/") && isZero(values))) {
                line(chart, panel.names().get(i), epochs, values, Palette.of(i));
            }
        }
        chart.getStyler().setLegendVisible(chart.getSeriesMap().size() > 1);
        return chart;
    }

    /** As whoever measured nothing writes it: the official code, and this one once. */
    private static boolean isZero(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == 0 || Double.isNaN(value));
    }

    private static void line(XYChart chart, String name, double[] epochs, double[] values, Color color) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && Double.isFinite(epochs[i])) {
                xs.add(epochs[i] + 1);
                ys.add(values[i]);
            }
        }
        if (!xs.isEmpty()) {
            String last = String.format(Locale.ROOT, "%s %.3f", name, ys.get(ys.size() - 1));
            XYSeries series = chart.addSeries(last, xs, ys);
            series.setLineColor(color).setLineWidth(2.5f);
            series.setMarker(xs.size() > 60 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
            series.setMarkerColor(color);
            chart.getStyler().setMarkerSize(6);
        }
    }

    /** @param fraction whether it shows numbers of 0 to 1 */
    private record Panel(String title, String pattern, boolean fraction, List<String> columns, List<String> names) {}
}
