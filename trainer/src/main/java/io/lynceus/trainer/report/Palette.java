package io.lynceus.trainer.report;

import java.awt.Color;

/**
 * Colours of classes: apart from each other for most eyes (after
 * Okabe and Ito), readable on street pictures and on white.
 */
final class Palette {
    private static final int[] CLASSES = {
        0xE6550D, 0x0072B2, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8C510A, 0x7A52A1, 0xB2182B, 0x4D9221
    };

    private Palette() {}

    static Color of(int classId) {
        return new Color(CLASSES[Math.floorMod(classId, CLASSES.length)]);
    }

    /** Halfway to white. */
    static Color light(Color colour) {
        return new Color((colour.getRed() + 255) / 2, (colour.getGreen() + 255) / 2, (colour.getBlue() + 255) / 2);
    }

    /** Black or white, whichever is easier to read on it. */
    static Color textOn(Color background) {
        double luminance = 0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
        return luminance > 150 ? Color.BLACK : Color.WHITE;
    }
}
