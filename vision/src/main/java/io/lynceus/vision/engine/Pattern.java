package io.lynceus.vision.engine;

import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.util.SplittableRandom;

/** Pictures made of coloured squares, to compare engines on where there is no footage. */
public final class Pattern {
    private static final int SQUARE = 24;

    private Pattern() {}

    /** A picture that fills the input; the same for the same seed. */
    public static PictureSource of(InputSize size, long seed) {
        int width = size.width();
        int height = size.height();
        int columns = width / SQUARE + 1;
        byte[] colours = new byte[columns * (height / SQUARE + 1) * 3];
        new SplittableRandom(seed).nextBytes(colours);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(colours, (y / SQUARE * columns + x / SQUARE) * 3, rgb, (y * width + x) * 3, 3);
            }
        }
        return Letterbox.of(width, height, width, height).source(new Picture(width, height, rgb));
    }
}
