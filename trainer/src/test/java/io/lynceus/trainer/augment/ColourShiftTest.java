package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourShiftTest {
    private static int[] shifted(double hue, double saturation, double value, int... rgb) {
        byte[] bytes = {(byte) rgb[0], (byte) rgb[1], (byte) rgb[2]};
        new ColourShift(hue, saturation, value).apply(bytes);
        return new int[] {bytes[0] & 255, bytes[1] & 255, bytes[2] & 255};
    }

    @Test
    void factorsOfOneKeepColoursButForTheRoundingOfEightBits() {
        byte[] colours = new byte[30000];
        new Random(5).nextBytes(colours);
        byte[] kept = colours.clone();
        new ColourShift(1, 1, 1).apply(kept);

        for (int i = 0; i < colours.length; i++) {
            assertThat(kept[i] & 255).isCloseTo(colours[i] & 255, within(5));
        }
    }

    @Test
    void scalesValueAndSaturationAndClipsAtWhite() {
        assertThat(shifted(1, 1, 0.5, 200, 100, 0)).containsExactly(100, 50, 0);
        assertThat(shifted(1, 0, 1, 200, 100, 0)).containsExactly(200, 200, 200);
        assertThat(shifted(1, 1, 1.4, 200, 200, 200)).containsExactly(255, 255, 255);
    }

    @Test
    void turnsHueRoundTheCircle() {
        // Hue 60 (green) doubled is 120, blue; hue 120 by 1.5 is 180, which is 0, red.
        assertThat(shifted(2, 1, 1, 0, 255, 0)).containsExactly(0, 0, 255);
        assertThat(shifted(1.5, 1, 1, 0, 0, 255)).containsExactly(255, 0, 0);
    }
}
