package io.lynceus.trainer.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** AP by epoch, a line per run; those of one variant have one colour. */
final class AblationChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 640;

    private AblationChart() {}

    static BufferedImage draw(String title, List<AblationRow> rows) {
        XYChart chart = Charts.lines(title, "Epoch", "AP, held out", WIDTH, HEIGHT);
        chart.getStyler()
                .setXAxisDecimalPattern("0")
                .setYAxisDecimalPattern("0.00")
                .setYAxisMin(0.0);
        List<String> variants =
                rows.stream().map(AblationRow::variant).distinct().toList();
        boolean seeds = rows.size() > variants.size();
        for (AblationRow row : rows) {
            add(chart, row, seeds, variants.indexOf(row.variant()));
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void add(XYChart chart, AblationRow row, boolean seeds, int index) {
        Path csv = row.folder().resolve("results.csv");
        double[] ap = ResultsTable.read(csv).column("metrics/mAP_0.5:0.95");
        if (ap == null) {
            return;
        }
        int[] measured = IntStream.range(0, ap.length)
                .filter(epoch -> Double.isFinite(ap[epoch]))
                .toArray();
        if (measured.length > 0) {
            String run = seeds ? row.variant() + ", seed " + row.seed() : row.variant();
            String name = String.format(Locale.ROOT, "%s %.3f", run, row.ap());
            double[] epochs =
                    IntStream.of(measured).mapToDouble(epoch -> epoch + 1).toArray();
            double[] values =
                    IntStream.of(measured).mapToDouble(epoch -> ap[epoch]).toArray();
            Charts.add(chart, name, epochs, values, Palette.of(index), 2.5f);
        }
    }
}
