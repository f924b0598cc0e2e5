package io.lynceus.vision.pixels;

import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network wants the pixels of its input to be: which plane comes first, and the value of white. */
public enum Pixels {
    /** Red first, 0..1: nearly all. */
    RGB(false, 1),
    /** Blue first, 0..1. */
    BGR(true, 1),
    /** Red first, 0..255. */
    RGB255(false, 255),
    /** Blue first, 0..255: YOLOX. */
    BGR255(true, 255);

    private static final int BLUE = 2;

    private final boolean blueFirst;
    private final int white;

    Pixels(boolean blueFirst, int white) {
        this.blueFirst = blueFirst;
        this.white = white;
    }

    /** 1 or 255; an input of bytes has 255 in any case. */
    public int white() {
        return white;
    }

    /** In which plane R (0), G (1) or B (2) lies: 0 to 2. */
    public int plane(int channel) {
        return blueFirst ? BLUE - channel : channel;
    }

    /** @throws UserError when there are none of that name */
    public static Pixels of(String name) {
        for (Pixels pixels : values()) {
            if (pixels.toString().equals(name)) {
                return pixels;
            }
        }
        throw new UserError("pixels: '" + name + "' is none of auto, "
                + Arrays.stream(values()).map(Pixels::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
