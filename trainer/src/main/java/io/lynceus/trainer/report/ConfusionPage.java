package io.lynceus.trainer.report;

import io.lynceus.trainer.evaluation.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** The confusion matrix: a row per label's class, shaded by its share of the row, with counts. */
final class ConfusionPage {
    private static final int LEFT = 190;
    private static final int TOP = 60;
    private static final int BOTTOM = 130;
    private static final int RIGHT = 30;

    private ConfusionPage() {}

    static BufferedImage draw(ConfusionMatrix matrix, List<String> classNames) {
        int n = classNames.size() + 1;
        int cell = Math.max(22, Math.min(120, 900 / n));
        BufferedImage canvas = Drawing.canvas(LEFT + n * cell + RIGHT, TOP + n * cell + BOTTOM);
        Graphics2D pen = Drawing.pen(canvas);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        pen.setColor(Color.BLACK);
        pen.setFont(Drawing.font(Font.BOLD, 18));
        pen.drawString("Labels (rows) and what they were taken for", 16, 34);
        for (int row = 0; row < n; row++) {
            double total = row < classNames.size() ? rowTotal(matrix, row) : 0;
            for (int column = 0; column < n; column++) {
                cell(pen, LEFT + column * cell, TOP + row * cell, cell, matrix.count(row, column), total);
            }
        }
        pen.setFont(Drawing.font(Font.PLAIN, Math.min(15, cell - 6)));
        for (int i = 0; i < n; i++) {
            boolean background = i == classNames.size();
            rowName(pen, background ? "(nothing there)" : classNames.get(i), i, cell);
            columnName(pen, background ? "(missed)" : classNames.get(i), i, n, cell);
        }
        pen.dispose();
        return canvas;
    }

    private static int rowTotal(ConfusionMatrix matrix, int row) {
        int total = 0;
        for (int column = 0; column <= matrix.classes(); column++) {
            total += matrix.count(row, column);
        }
        return total;
    }

    /** @param total 0 for the row of nothing, which has no shares */
    private static void cell(Graphics2D pen, int x, int y, int size, int count, double total) {
        double share = total == 0 ? 0 : count / total;
        Color color = new Color((int) Math.round(255 - 255 * share), (int) Math.round(255 - 141 * share), (int)
                Math.round(255 - 77 * share));
        pen.setColor(color);
        pen.fillRect(x, y, size - 1, size - 1);
        pen.setColor(new Color(0xDDDDDD));
        pen.drawRect(x, y, size - 1, size - 1);
        if (count == 0) {
            return;
        }
        pen.setColor(Palette.textOn(color));
        pen.setFont(Drawing.font(Font.BOLD, Math.max(9, Math.min(20, size / 4))));
        centred(pen, Integer.toString(count), x + size / 2, y + size / 2);
        if (size >= 60 && total > 0) {
            pen.setFont(Drawing.font(Font.PLAIN, 13));
            centred(pen, String.format(Locale.ROOT, "%.1f%%", 100 * share), x + size / 2, y + size / 2 + 22);
        }
    }

    private static void rowName(Graphics2D pen, String name, int index, int cell) {
        pen.setColor(Color.DARK_GRAY);
        FontMetrics metrics = pen.getFontMetrics();
        pen.drawString(name, LEFT - 10 - metrics.stringWidth(name), TOP + middle(metrics, index, cell));
    }

    private static void columnName(Graphics2D pen, String name, int index, int n, int cell) {
        FontMetrics metrics = pen.getFontMetrics();
        int x = LEFT + middle(metrics, index, cell);
        int y = TOP + n * cell + 10;
        AffineTransform upright = pen.getTransform();
        pen.rotate(-Math.PI / 2, x, y);
        pen.drawString(name, x - metrics.stringWidth(name), y);
        pen.setTransform(upright);
    }

    /** The baseline that centres text in a row or, turned, in a column. */
    private static int middle(FontMetrics metrics, int index, int cell) {
        return index * cell + cell / 2 + metrics.getAscent() / 2 - 1;
    }

    private static void centred(Graphics2D pen, String text, int x, int y) {
        pen.drawString(text, x - pen.getFontMetrics().stringWidth(text) / 2, y + 4);
    }
}
