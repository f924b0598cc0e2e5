package io.lynceus.vision.pixels;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clip of one picture of twelve patches, and that picture as FFmpeg's own program shows it.
 *
 * @param name what is special about it
 * @param file the clip
 * @param width of the picture upright
 * @param height of the picture upright
 * @param rgb as shown, interleaved R G B
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record ShownClip(String name, Path file, int width, int height, byte[] rgb) {
    private static final int PATCH = ShownClips.PATCH;

    static ShownClip read(String name, Path file, boolean sideways, Path rgb) throws IOException {
        int width = sideways ? ShownClips.HEIGHT : ShownClips.WIDTH;
        int height = sideways ? ShownClips.WIDTH : ShownClips.HEIGHT;
        return new ShownClip(name, file, width, height, Files.readAllBytes(rgb));
    }

    /** What a network of the clip's size is given of {@code source}, planes R, G, B. */
    public ByteBuffer input(PictureSource source) {
        ByteBuffer memory = ByteBuffer.allocateDirect(3 * width * height);
        source.into(new Slot(memory, width, height));
        return memory;
    }

    /**
     * How far the input is from what is shown, at most, in 1/255. Of each patch the middle counts: at its edges it
     * matters how the few samples of colour are spread over the pixels, which is a matter of taste.
     */
    public double distance(ByteBuffer input) {
        double worst = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (inside(x) && inside(y)) {
                    for (int channel = 0; channel < 3; channel++) {
                        int shown = rgb[(y * width + x) * 3 + channel] & 0xff;
                        int given = input.get((channel * height + y) * width + x) & 0xff;
                        worst = Math.max(worst, Math.abs(shown - given));
                    }
                }
            }
        }
        return worst;
    }

    /** How far the frame's planes are from its packed pixels, both at half the size, at most, in 1/255. */
    public double differenceOfWays(DecodedFrame frame) {
        int w = width / 2;
        int h = height / 2;
        ByteBuffer planes = ByteBuffer.allocateDirect(3 * w * h);
        frame.into(new Slot(planes, w, h));
        BufferedImage packed = frame.picture(w, h);
        double worst = 0;
        for (int i = 0; i < w * h; i++) {
            Color colour = new Color(packed.getRGB(i % w, i / w));
            worst = Math.max(worst, Math.abs(colour.getRed() - (planes.get(i) & 0xff)));
            worst = Math.max(worst, Math.abs(colour.getGreen() - (planes.get(w * h + i) & 0xff)));
            worst = Math.max(worst, Math.abs(colour.getBlue() - (planes.get(2 * w * h + i) & 0xff)));
        }
        return worst;
    }

    private static boolean inside(int place) {
        return place % PATCH >= PATCH / 4 && place % PATCH < PATCH * 3 / 4;
    }

    @Override
    public String toString() {
        return name;
    }
}
