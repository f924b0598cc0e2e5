package io.lynceus.processor.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Detection;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlurTest {
    private static final Detection PERSON = new Detection(0, "person", 0.9f, 0.25f, 0.25f, 0.5f, 0.75f);
    private static final Detection CAR = new Detection(1, "car", 0.9f, 0.7f, 0.7f, 0.9f, 0.9f);

    @Test
    void aBoxOfThatClassHasFewColoursAndTheRestIsAsItWas() {
        BufferedImage picture = noise();
        new Blur(Set.of("person")).apply(picture, List.of(PERSON, CAR));
        assertThat(colours(picture, 50, 50, 50, 100)).isLessThan(60);
        assertThat(colours(picture, 140, 140, 40, 40)).isGreaterThan(1500);
        assertThat(colours(picture, 0, 0, 40, 40)).isGreaterThan(1500);
    }

    @Test
    void aPictureInWhichAnythingMayBeIsPixelatedWhole() {
        BufferedImage picture = noise();
        new Blur(Set.of("person")).apply(picture, null);
        assertThat(colours(picture, 0, 0, 200, 200)).isLessThan(700);
    }

    @Test
    void nobodyWantsAnythingHidden() {
        BufferedImage picture = noise();
        Blur.NOBODY.apply(picture, null);
        assertThat(colours(picture, 0, 0, 200, 200)).isGreaterThan(30_000);
    }

    private static BufferedImage noise() {
        BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int i = 0; i < 40_000; i++) {
            picture.setRGB(i % 200, i / 200, random.nextInt(1 << 24));
        }
        return picture;
    }

    private static int colours(BufferedImage picture, int left, int top, int width, int height) {
        Set<Integer> seen = new HashSet<>();
        for (int rgb : picture.getRGB(left, top, width, height, null, 0, width)) {
            seen.add(rgb);
        }
        return seen.size();
    }
}
