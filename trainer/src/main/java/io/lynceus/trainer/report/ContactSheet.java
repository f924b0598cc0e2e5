package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Batch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** A batch as one picture with its boxes drawn in, so that a person can see what training sees. */
public final class ContactSheet {
    private static final int MOST = 16;

    private ContactSheet() {}

    /**
     * Writes up to 16 pictures of {@code batch} as a PNG; without fonts, nothing.
     *
     * @throws io.lynceus.vision.RunError when the file cannot be written
     */
    public static void write(Batch batch, List<String> classNames, Path png) {
        if (Drawing.possible()) {
            Drawing.write(() -> draw(batch, classNames), png);
        }
    }

    private static BufferedImage draw(Batch batch, List<String> classNames) {
        int shown = Math.min(batch.size(), MOST);
        int columns = (int) Math.ceil(Math.sqrt(shown));
        int rows = (shown + columns - 1) / columns;
        BufferedImage sheet =
                new BufferedImage(columns * batch.width(), rows * batch.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.setStroke(new BasicStroke(1));
        for (int i = 0; i < shown; i++) {
            int x = i % columns * batch.width();
            int y = i / columns * batch.height();
            paint(batch, i, sheet, x, y);
            graphics.setColor(Color.WHITE);
            graphics.drawRect(x, y, batch.width() - 1, batch.height() - 1);
        }
        for (int row = 0; row < batch.targetCount(); row++) {
            int picture = (int) batch.targets()[row * 6];
            if (picture < shown) {
                int x = picture % columns * batch.width();
                int y = picture / columns * batch.height();
                drawBox(batch, row * 6, classNames, (Graphics2D) graphics.create(x, y, batch.width(), batch.height()));
            }
        }
        graphics.dispose();
        return sheet;
    }

    private static void paint(Batch batch, int picture, BufferedImage sheet, int left, int top) {
        int area = batch.width() * batch.height();
        int[] pixels = new int[area];
        byte[] images = batch.images();
        int red = picture * 3 * area;
        for (int i = 0; i < area; i++) {
            pixels[i] = (images[red + i] & 255) << 16
                    | (images[red + area + i] & 255) << 8
                    | (images[red + 2 * area + i] & 255);
        }
        sheet.setRGB(left, top, batch.width(), batch.height(), pixels, 0, batch.width());
    }

    private static void drawBox(Batch batch, int at, List<String> classNames, Graphics2D graphics) {
        float[] targets = batch.targets();
        int classId = (int) targets[at + 1];
        int width = Math.round(targets[at + 4] * batch.width());
        int height = Math.round(targets[at + 5] * batch.height());
        int left = Math.round((targets[at + 2] - targets[at + 4] / 2) * batch.width());
        int top = Math.round((targets[at + 3] - targets[at + 5] / 2) * batch.height());
        // The golden angle keeps the colours of neighbouring classes apart.
        graphics.setColor(Color.getHSBColor(classId * 0.618034f, 1, 1));
        graphics.drawRect(left, top, width, height);
        graphics.drawString(classNames.get(classId), left + 1, Math.max(10, top - 2));
        graphics.dispose();
    }
}
