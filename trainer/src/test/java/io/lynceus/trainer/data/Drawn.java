package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Picture files for tests: the left half of one colour, the right half of another. */
final class Drawn {
    private Drawn() {}

    static Path halves(Path file, int width, int height, Color left, Color right) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(right);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        Files.createDirectories(file.getParent());
        String name = file.getFileName().toString();
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        return file;
    }

    static Path plain(Path file) throws IOException {
        return halves(file, 40, 30, Color.GRAY, Color.GRAY);
    }

    /** Red, green and blue of a pixel. */
    static int[] rgb(Picture picture, int x, int y) {
        int at = (y * picture.width() + x) * 3;
        return new int[] {picture.rgb()[at] & 255, picture.rgb()[at + 1] & 255, picture.rgb()[at + 2] & 255};
    }
}
