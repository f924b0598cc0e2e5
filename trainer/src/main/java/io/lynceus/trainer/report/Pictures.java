package io.lynceus.trainer.report;

import io.lynceus.vision.pixels.Picture;
import java.awt.image.BufferedImage;

/** Pictures between the trainer's form and Java2D's. */
final class Pictures {
    private Pictures() {}

    static BufferedImage buffered(Picture picture) {
        BufferedImage image = Drawing.canvas(picture.width(), picture.height());
        int[] pixels = new int[picture.width() * picture.height()];
        byte[] rgb = picture.rgb();
        for (int i = 0, from = 0; i < pixels.length; i++, from += 3) {
            pixels[i] = (rgb[from] & 0xff) << 16 | (rgb[from + 1] & 0xff) << 8 | (rgb[from + 2] & 0xff);
        }
        image.setRGB(0, 0, picture.width(), picture.height(), pixels, 0, picture.width());
        return image;
    }
}
