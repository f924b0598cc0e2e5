package io.lynceus.vision.drawing;

import io.lynceus.vision.boxes.Detection;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Draws boxes with class, track and score onto a picture. Any thread, one a picture. */
public final class AnnotatedPicture {
    // Far apart in hue and in lightness, bright enough for dark letters.
    private static final List<Color> COLOURS = List.of(
            new Color(0x4ade80),
            new Color(0xfbbf24),
            new Color(0x60a5fa),
            new Color(0xf472b6),
            new Color(0x22d3ee),
            new Color(0xfb923c),
            new Color(0xc084fc),
            new Color(0xa3e635),
            new Color(0xf87171),
            new Color(0xe5e7eb));

    private AnnotatedPicture() {}

    /** The colour of a class; the same in every picture. */
    public static Color colour(int classId) {
        return COLOURS.get(Math.floorMod(classId, COLOURS.size()));
    }

    /** Draws into the picture itself, one colour a class, lines and letters in proportion to the picture's size. */
    public static void draw(BufferedImage picture, List<Detection> detections) {
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            int side = Math.max(picture.getWidth(), picture.getHeight());
            graphics.setStroke(new BasicStroke(Math.max(1.5f, side / 400f)));
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(10, Math.round(side / 64f))));
            // The best last, on top.
            for (int i = detections.size() - 1; i >= 0; i--) {
                draw(graphics, picture, detections.get(i));
            }
        } finally {
            graphics.dispose();
        }
    }

    private static void draw(Graphics2D graphics, BufferedImage picture, Detection detection) {
        int left = Math.round(detection.x1() * picture.getWidth());
        int top = Math.round(detection.y1() * picture.getHeight());
        int right = Math.round(detection.x2() * picture.getWidth());
        int bottom = Math.round(detection.y2() * picture.getHeight());
        Color colour = colour(detection.classId());
        graphics.setColor(colour);
        graphics.drawRect(left, top, right - left, bottom - top);
        if (Fonts.problem().isPresent()) {
            return; // the boxes and their colours are drawn all the same
        }
        String track = detection.track() == null ? "" : " #" + detection.track() % 100_000;
        String text = String.format(Locale.ROOT, "%s%s %.2f", detection.label(), track, detection.score());
        FontMetrics metrics = graphics.getFontMetrics();
        int width = metrics.stringWidth(text) + 6;
        int height = metrics.getHeight();
        // Above the box, or inside it at the picture's upper edge; never out of the picture.
        int x = Math.max(0, Math.min(left, picture.getWidth() - width));
        int y = top >= height ? top - height : top;
        graphics.fillRect(x, y, width, height);
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, x + 3, y + metrics.getAscent());
    }
}
