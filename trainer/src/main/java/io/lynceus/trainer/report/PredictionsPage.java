package io.lynceus.trainer.report;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.pixels.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** A page of pictures: labels on the left, predictions on the right. */
final class PredictionsPage {
    private static final int PICTURE_WIDTH = 560;
    private static final int GAP = 8;
    private static final int HEADING = 52;
    private static final int CAPTION = 22;
    private static final int PAIRS_PER_ROW = 2;

    private static final int NAMES_IN_HEADING = 10;

    private final List<String> classNames;

    PredictionsPage(List<String> classNames) {
        this.classNames = classNames;
    }

    BufferedImage draw(List<Example> examples, String title) {
        int cellHeight = examples.stream()
                        .mapToInt(e -> scaledHeight(e.sample().picture()))
                        .max()
                        .orElse(0)
                + CAPTION
                + GAP;
        int columns = Math.min(PAIRS_PER_ROW, Math.max(1, examples.size()));
        int rows = (examples.size() + columns - 1) / columns;
        int pairWidth = 2 * PICTURE_WIDTH + 3 * GAP;
        BufferedImage canvas = Drawing.canvas(columns * pairWidth + GAP, HEADING + rows * cellHeight + GAP);
        Graphics2D pen = Drawing.pen(canvas);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        heading(pen, title);
        for (int i = 0; i < examples.size(); i++) {
            int x = GAP + i % columns * pairWidth;
            int y = HEADING + i / columns * cellHeight;
            pair(pen, examples.get(i), x, y);
        }
        pen.dispose();
        return canvas;
    }

    private void heading(Graphics2D pen, String title) {
        pen.setColor(Color.BLACK);
        pen.setFont(Drawing.font(Font.BOLD, 20));
        pen.drawString(title, GAP, 32);
        int x = GAP + pen.getFontMetrics().stringWidth(title) + 28;
        pen.setFont(Drawing.font(Font.BOLD, 16));
        for (int c = 0; c < Math.min(classNames.size(), NAMES_IN_HEADING); c++) {
            pen.setColor(Palette.of(c));
            pen.fillRect(x, 18, 16, 16);
            pen.setColor(Color.DARK_GRAY);
            pen.drawString(classNames.get(c), x + 22, 32);
            x += pen.getFontMetrics().stringWidth(classNames.get(c)) + 46;
        }
    }

    private void pair(Graphics2D pen, Example example, int x, int y) {
        Sample sample = example.sample();
        int height = scaledHeight(sample.picture());
        BufferedImage picture = Pictures.buffered(sample.picture());
        int second = x + PICTURE_WIDTH + GAP;
        pen.setFont(Drawing.font(Font.PLAIN, 14));
        pen.setColor(Color.DARK_GRAY);
        pen.drawString(sample.id() + ": " + example.labels().size() + " labels", x, y + 16);
        pen.drawString(example.detections().size() + " predictions", second, y + 16);
        pen.drawImage(picture, x, y + CAPTION, PICTURE_WIDTH, height, null);
        pen.drawImage(picture, second, y + CAPTION, PICTURE_WIDTH, height, null);
        double scale = (double) PICTURE_WIDTH / sample.originalWidth();

        BoxPainter left = new BoxPainter(pen, new Rectangle2D.Double(x, y + CAPTION, PICTURE_WIDTH, height), 12);
        for (LabelBox b : example.labels()) {
            left.outline(place(b.x1(), b.y1(), b.x2(), b.y2(), scale, x, y + CAPTION), Palette.of(b.classId()));
        }
        for (LabelBox b : example.labels()) {
            left.tag(
                    place(b.x1(), b.y1(), b.x2(), b.y2(), scale, x, y + CAPTION),
                    classNames.get(b.classId()),
                    Palette.of(b.classId()));
        }
        BoxPainter right = new BoxPainter(pen, new Rectangle2D.Double(second, y + CAPTION, PICTURE_WIDTH, height), 12);
        for (Box b : example.detections()) {
            right.outline(place(b.x1(), b.y1(), b.x2(), b.y2(), scale, second, y + CAPTION), Palette.of(b.classId()));
        }
        for (Box b : example.detections()) {
            right.tag(
                    place(b.x1(), b.y1(), b.x2(), b.y2(), scale, second, y + CAPTION),
                    legible(b),
                    Palette.of(b.classId()));
        }
    }

    /** The heading says which colour is which class; the name beside the score would only hide neighbours. */
    private String legible(Box detection) {
        String score = String.format(Locale.ROOT, "%.2f", detection.score());
        return classNames.size() <= NAMES_IN_HEADING ? score : classNames.get(detection.classId()) + " " + score;
    }

    private static int scaledHeight(Picture picture) {
        return Math.round((float) PICTURE_WIDTH * picture.height() / picture.width());
    }

    private static Rectangle2D place(float x1, float y1, float x2, float y2, double scale, int left, int top) {
        return new Rectangle2D.Double(left + x1 * scale, top + y1 * scale, (x2 - x1) * scale, (y2 - y1) * scale);
    }
}
