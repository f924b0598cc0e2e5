package io.lynceus.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/** Two bars for each name, one below the other, the second in a lighter shade of its colour: names stay readable. */
final class Bars {
    private static final int MARGIN = 24;
    private static final int HEADER = 60;
    private static final int NAME = 150;
    private static final int NUMBER = 70;

    private Bars() {}

    static BufferedImage draw(
            String title,
            List<String> names,
            List<Color> colours,
            List<Integer> first,
            List<Integer> second,
            int side) {
        BufferedImage canvas = Drawing.canvas(side, side);
        Graphics2D pen = Drawing.pen(canvas);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        pen.setFont(Drawing.font(Font.BOLD, 18));
        pen.drawString(title, MARGIN, MARGIN + 14);
        int most = Stream.concat(first.stream(), second.stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        int row = Math.min(48, (side - HEADER - MARGIN) / Math.max(1, names.size()));
        int room = side - 2 * MARGIN - NAME - NUMBER;
        pen.setFont(Drawing.font(Font.PLAIN, Math.min(14, Math.max(9, row - 8))));
        pen.setStroke(new BasicStroke(1));
        for (int i = 0; i < names.size(); i++) {
            int y = HEADER + i * row;
            int thick = Math.max(2, row / 2 - 2);
            pen.setColor(Color.BLACK);
            pen.drawString(shortened(names.get(i)), MARGIN, y + row / 2 + 4);
            bar(pen, colours.get(i), y, thick, length(first.get(i), most, room));
            bar(pen, Palette.light(colours.get(i)), y + thick + 1, thick, length(second.get(i), most, room));
            pen.setColor(new Color(0x404040));
            int end = Math.max(length(first.get(i), most, room), length(second.get(i), most, room));
            pen.drawString(first.get(i) + ", " + second.get(i), MARGIN + NAME + end + 6, y + row / 2 + 4);
        }
        pen.dispose();
        return canvas;
    }

    private static void bar(Graphics2D pen, Color color, int y, int thick, int length) {
        pen.setColor(color);
        pen.fillRect(MARGIN + NAME, y, length, thick);
    }

    private static int length(int value, int most, int room) {
        return Math.round((float) room * value / Math.max(1, most));
    }

    private static String shortened(String name) {
        return name.length() <= 18 ? name : name.substring(0, 17) + "…";
    }
}
