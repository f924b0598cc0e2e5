package io.lynceus.trainer.augment;

import io.lynceus.trainer.config.Hyperparameters;
import java.util.SplittableRandom;

/**
 * Hue, saturation and value changed by one factor each, in 8-bit HSV: hue 0..179 (half degrees), the others 0..255, a
 * table for each.
 */
final class ColourShift {
    private static final int SHIFT = 12;
    private static final int HALF = 1 << (SHIFT - 1);
    private static final int[] SATURATION_DIVISOR = divisors(255);
    private static final int[] HUE_DIVISOR = divisors(30);

    private final int[] hue = new int[180];
    private final int[] saturation = new int[256];
    private final int[] value = new int[256];

    ColourShift(double hueFactor, double saturationFactor, double valueFactor) {
        for (int i = 0; i < 256; i++) {
            saturation[i] = (int) Math.min(255, i * saturationFactor);
            value[i] = (int) Math.min(255, i * valueFactor);
        }
        for (int i = 0; i < 180; i++) {
            hue[i] = (int) (i * hueFactor) % 180;
        }
    }

    /** Draws the recipe's ranges. */
    static ColourShift random(Hyperparameters recipe, SplittableRandom random) {
        return new ColourShift(
                1 + (2 * random.nextDouble() - 1) * recipe.hsvH(),
                1 + (2 * random.nextDouble() - 1) * recipe.hsvS(),
                1 + (2 * random.nextDouble() - 1) * recipe.hsvV());
    }

    private static int[] divisors(int of) {
        int[] divisors = new int[256];
        for (int i = 1; i < 256; i++) {
            divisors[i] = (int) Math.rint((double) (of << SHIFT) / i);
        }
        return divisors;
    }

    /** Changes interleaved RGB in place. */
    void apply(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            int r = rgb[i] & 255;
            int g = rgb[i + 1] & 255;
            int b = rgb[i + 2] & 255;
            int max = Math.max(r, Math.max(g, b));
            int spread = max - Math.min(r, Math.min(g, b));
            int s = saturation[(spread * SATURATION_DIVISOR[max] + HALF) >> SHIFT];
            int v = value[max];
            if (s == 0) {
                rgb[i] = (byte) v;
                rgb[i + 1] = (byte) v;
                rgb[i + 2] = (byte) v;
                continue;
            }
            int turn = max == r ? g - b : max == g ? b - r + 2 * spread : r - g + 4 * spread;
            int h = (turn * HUE_DIVISOR[spread] + HALF) >> SHIFT;
            put(rgb, i, hue[h < 0 ? h + 180 : h], s, v);
        }
    }

    private static void put(byte[] rgb, int at, int hue, int saturation, int value) {
        int sector = hue / 30;
        int part = hue - sector * 30;
        byte top = (byte) value;
        byte low = (byte) ((value * (255 - saturation) + 127) / 255);
        // Falls from the top to the low value in odd sectors, rises in even ones.
        int along = sector % 2 == 0 ? 30 - part : part;
        byte slope = (byte) ((value * (7650 - saturation * along) + 3825) / 7650);
        switch (sector) {
            case 0 -> put(rgb, at, top, slope, low);
            case 1 -> put(rgb, at, slope, top, low);
            case 2 -> put(rgb, at, low, top, slope);
            case 3 -> put(rgb, at, low, slope, top);
            case 4 -> put(rgb, at, slope, low, top);
            default -> put(rgb, at, top, low, slope);
        }
    }

    private static void put(byte[] rgb, int at, byte r, byte g, byte b) {
        rgb[at] = r;
        rgb[at + 1] = g;
        rgb[at + 2] = b;
    }
}
