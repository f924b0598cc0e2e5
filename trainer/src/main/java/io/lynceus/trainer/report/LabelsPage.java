package io.lynceus.trainer.report;

import io.lynceus.trainer.data.LabelBox;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A data set's labels in one picture: objects by class, where they lie, how large they are. A class has one colour. */
final class LabelsPage {
    private static final int SIDE = 640;
    private static final int MOST_CLASSES = 24;
    private static final int MOST_POINTS = 5000;

    private LabelsPage() {}

    static void write(List<String> names, DataPart train, DataPart heldOut, Path file) {
        Drawing.write(() -> draw(names, train, heldOut), file);
    }

    private static BufferedImage draw(List<String> names, DataPart train, DataPart heldOut) {
        BufferedImage canvas = Drawing.canvas(3 * SIDE, SIDE);
        Graphics2D pen = Drawing.pen(canvas);
        pen.drawImage(classes(names, train, heldOut), 0, 0, null);
        pen.drawImage(
                points(
                        "Centres of the objects",
                        "x",
                        "y, from the bottom",
                        train.boxes(),
                        box -> (box.x1() + box.x2()) / 2,
                        box -> 1 - (box.y1() + box.y2()) / 2),
                SIDE,
                0,
                null);
        pen.drawImage(
                points(
                        "Sizes of the objects",
                        "width",
                        "height",
                        train.boxes(),
                        box -> box.x2() - box.x1(),
                        box -> box.y2() - box.y1()),
                2 * SIDE,
                0,
                null);
        pen.dispose();
        return canvas;
    }

    /** The most frequent ones. */
    private static BufferedImage classes(List<String> names, DataPart train, DataPart heldOut) {
        List<Integer> order = IntStream.range(0, names.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(train.objects()[b], train.objects()[a]))
                .limit(MOST_CLASSES)
                .toList();
        return Bars.draw(
                "Objects by class: to learn from; lighter: held out",
                order.stream().map(names::get).toList(),
                order.stream().map(Palette::of).toList(),
                order.stream().map(i -> train.objects()[i]).toList(),
                order.stream().map(i -> heldOut.objects()[i]).toList(),
                SIDE);
    }

    private static BufferedImage points(
            String title,
            String x,
            String y,
            List<LabelBox> boxes,
            ToDoubleFunction<LabelBox> right,
            ToDoubleFunction<LabelBox> up) {
        XYChart chart = Charts.unit(title, x + ", of the picture", y, SIDE, SIDE);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(4);
        int step = Math.max(1, boxes.size() / MOST_POINTS);
        List<LabelBox> shown = IntStream.range(0, boxes.size())
                .filter(i -> i % step == 0)
                .mapToObj(boxes::get)
                .toList();
        IntStream.range(0, names(shown)).forEach(classId -> {
            List<LabelBox> some =
                    shown.stream().filter(box -> box.classId() == classId).toList();
            if (!some.isEmpty()) {
                chart.addSeries(
                                Integer.toString(classId),
                                some.stream().mapToDouble(right).toArray(),
                                some.stream().mapToDouble(up).toArray())
                        .setMarker(SeriesMarkers.CIRCLE)
                        .setMarkerColor(Palette.of(classId));
            }
        });
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static int names(List<LabelBox> boxes) {
        return boxes.stream().mapToInt(LabelBox::classId).max().orElse(-1) + 1;
    }
}
