package io.lynceus.vision.drawing;

import io.lynceus.vision.boxes.Detection;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Makes parts of a picture unrecognisable: each cell of a coarse grid gets its mean colour. Any thread, one a picture.
 */
public final class Pixelated {
    /** Cells along a box's shorter side. Four leave a face or a number plate nothing to be known by. */
    private static final int CELLS = 4;
    /** What a box is widened by on each side, in shares of its size: boxes are not exact. */
    private static final double MARGIN = 0.08;

    private Pixelated() {}

    /** What is in a box and a little around it. */
    public static void box(BufferedImage picture, Detection box) {
        double wide = (box.x2() - box.x1()) * MARGIN;
        double high = (box.y2() - box.y1()) * MARGIN;
        int left = (int) Math.floor((box.x1() - wide) * picture.getWidth());
        int top = (int) Math.floor((box.y1() - high) * picture.getHeight());
        int right = (int) Math.ceil((box.x2() + wide) * picture.getWidth());
        int bottom = (int) Math.ceil((box.y2() + high) * picture.getHeight());
        int cell = Math.max(2, (Math.min(right - left, bottom - top) + CELLS - 1) / CELLS);
        paint(picture, left, top, right, bottom, cell);
    }

    /** The whole picture. */
    public static void all(BufferedImage picture) {
        int side = Math.max(2, Math.max(picture.getWidth(), picture.getHeight()) / 24);
        paint(picture, 0, 0, picture.getWidth(), picture.getHeight(), side);
    }

    private static void paint(BufferedImage picture, int left, int top, int right, int bottom, int cell) {
        Graphics2D graphics = picture.createGraphics();
        try {
            for (int y = top; y < bottom; y += cell) {
                for (int x = left; x < right; x += cell) {
                    int x0 = Math.max(0, x);
                    int y0 = Math.max(0, y);
                    int x1 = Math.min(picture.getWidth(), Math.min(right, x + cell));
                    int y1 = Math.min(picture.getHeight(), Math.min(bottom, y + cell));
                    if (x1 > x0 && y1 > y0) {
                        graphics.setColor(mean(picture, x0, y0, x1, y1));
                        graphics.fillRect(x0, y0, x1 - x0, y1 - y0);
                    }
                }
            }
        } finally {
            graphics.dispose();
        }
    }

    private static Color mean(BufferedImage picture, int left, int top, int right, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        int[] row = new int[right - left];
        for (int y = top; y < bottom; y++) {
            picture.getRGB(left, y, row.length, 1, row, 0, row.length);
            for (int rgb : row) {
                red += rgb >> 16 & 0xff;
                green += rgb >> 8 & 0xff;
                blue += rgb & 0xff;
            }
        }
        long count = (long) row.length * (bottom - top);
        return new Color((int) (red / count), (int) (green / count), (int) (blue / count));
    }
}
