package io.lynceus.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The house style of line charts. */
final class Charts {
    private Charts() {}

    static XYChart lines(String title, String x, String y, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .width(width)
                .height(height)
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(new Color(0xE4E4E4));
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setAxisTickMarksColor(new Color(0xB0B0B0));
        style.setAxisTickLabelsColor(new Color(0x404040));
        style.setChartTitleBoxVisible(false);
        style.setChartTitleFont(Drawing.font(Font.BOLD, 18));
        style.setAxisTitleFont(Drawing.font(Font.PLAIN, 14));
        style.setAxisTickLabelsFont(Drawing.font(Font.PLAIN, 13));
        style.setLegendFont(Drawing.font(Font.PLAIN, 14));
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setChartPadding(12);
        style.setPlotMargin(4);
        style.setPlotContentSize(0.98);
        style.setAntiAlias(true);
        return chart;
    }

    /** Both axes 0..1. */
    static XYChart unit(String title, String x, String y, int width, int height) {
        XYChart chart = lines(title, x, y, width, height);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setXAxisDecimalPattern("0.0")
                .setYAxisDecimalPattern("0.0");
        return chart;
    }

    static void add(XYChart chart, String name, double[] x, double[] y, Color color, float width) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color).setLineWidth(width);
    }
}
