package io.lynceus.processor.chaos;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Memory over time as a picture. */
final class MemoryChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 520;
    private static final double SECONDS_PER_MINUTE = 60;

    private MemoryChart() {}

    static void write(List<MemoryLook> looks, String title, Path file) {
        XYChart chart = new XYChartBuilder()
                .title(title)
                .xAxisTitle("minutes")
                .yAxisTitle("MiB")
                .width(WIDTH)
                .height(HEIGHT)
                .build();
        chart.getStyler()
                .setYAxisMin(0.0)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS);
        add(chart, "process, resident", looks, MemoryLook::processMib, new Color(0x1F5FA8));
        add(chart, "process, live objects on the heap", looks, MemoryLook::heapMib, new Color(0x6AA84F));
        add(chart, "capture, resident", looks, MemoryLook::captureMib, new Color(0xC0504D));
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new RunError("the picture " + file + " cannot be written: " + Reason.of(e), e);
        }
    }

    private static void add(
            XYChart chart, String name, List<MemoryLook> looks, ToDoubleFunction<MemoryLook> memory, Color color) {
        double[] minutes = looks.stream()
                .mapToDouble(look -> look.seconds() / SECONDS_PER_MINUTE)
                .toArray();
        chart.addSeries(name, minutes, looks.stream().mapToDouble(memory).toArray())
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(color);
    }
}
