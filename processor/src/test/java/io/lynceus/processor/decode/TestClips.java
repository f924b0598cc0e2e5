package io.lynceus.processor.decode;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Small clips made on the spot: a white square that moves over a gradient. */
public final class TestClips {
    private TestClips() {}

    /** Writes a clip at 10 frames a second. */
    public static Path write(Path file, int width, int height, int frames) {
        return write(file, width, height, frames, "mpeg4");
    }

    /** As above with an encoder of FFmpeg's by its name. */
    public static Path write(Path file, int width, int height, int frames, String encoder) {
        return write(file, width, height, frames, encoder, 0);
    }

    /** As above with so many B-frames in a row. */
    static Path write(Path file, int width, int height, int frames, String encoder, int bFrames) {
        try (VideoWriter writer = VideoWriter.create(file, width, height, 10, encoder, bFrames)) {
            for (int i = 0; i < frames; i++) {
                writer.write(picture(width, height, i));
            }
        }
        return file;
    }

    /** The clip's picture number {@code i}. */
    static BufferedImage picture(int width, int height, int i) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, new Color(x * 255 / width, y * 255 / height, 80).getRGB());
            }
        }
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(i * 3 % width, height / 3, width / 6, height / 4);
        graphics.dispose();
        return picture;
    }
}
