package io.lynceus.processor.web;

import java.awt.Color;

/** One colour per class, the same in picture and chart; told apart on light and on dark ground. */
final class Palette {
    private static final int[] COLOURS = {
        0x22A06B, 0xE8590C, 0x3B82F6, 0xD6336C, 0xA855F7, 0xCA8A04, 0x0891B2, 0x84CC16, 0xEF4444, 0x6366F1
    };

    private Palette() {}

    static Color colour(int classId) {
        return new Color(COLOURS[Math.floorMod(classId, COLOURS.length)]);
    }

    static String hex(int classId) {
        return String.format("#%06x", COLOURS[Math.floorMod(classId, COLOURS.length)]);
    }
}
