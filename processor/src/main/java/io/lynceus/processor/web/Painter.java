package io.lynceus.processor.web;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws boxes on a picture and encodes it as JPEG. One thread at a time. */
final class Painter implements AutoCloseable {
    private static final float QUALITY = 0.82f;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam quality = writer.getDefaultWriteParam();

    Painter() {
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(QUALITY);
    }

    /** The picture with its boxes; the image given is drawn upon. */
    byte[] paint(BufferedImage image, FrameDetections event) throws IOException {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            float scale = Math.max(1f, image.getWidth() / 800f);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(12 * scale)));
            graphics.setStroke(new BasicStroke(2 * scale));
            List<Detection> best = event.getDetections();
            for (int i = best.size() - 1; i >= 0; i--) {
                draw(graphics, best.get(i), image.getWidth(), image.getHeight());
            }
        } finally {
            graphics.dispose();
        }
        return jpeg(image);
    }

    private static void draw(Graphics2D graphics, Detection detection, int width, int height) {
        double x = detection.getX1() * width;
        double y = detection.getY1() * height;
        Color colour = Palette.colour(detection.getClassId());
        graphics.setColor(colour);
        graphics.draw(new Rectangle2D.Double(x, y, detection.getX2() * width - x, detection.getY2() * height - y));
        String text = String.format(Locale.ROOT, "%s %.2f", detection.getLabel(), detection.getScore());
        FontMetrics metrics = graphics.getFontMetrics();
        int textWidth = metrics.stringWidth(text) + 6;
        int textHeight = metrics.getHeight();
        double left = Math.max(0, Math.min(x - 1, width - textWidth));
        double top = y >= textHeight ? y - textHeight : Math.min(y, height - textHeight);
        graphics.fill(new Rectangle2D.Double(left, top, textWidth, textHeight));
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, (float) left + 3, (float) top + metrics.getAscent());
    }

    private byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
            writer.setOutput(null);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
