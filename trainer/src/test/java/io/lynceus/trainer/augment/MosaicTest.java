package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MosaicTest {
    private static final int SIZE = 32;
    private final List<Sample> samples =
            IntStream.range(1, 5).mapToObj(new PlainSet(5, SIZE, 24)::load).toList();

    @Test
    void putsFourPicturesAroundAPointInTheMiddleHalf() {
        for (int seed = 0; seed < 50; seed++) {
            Scene scene = Mosaic.of(samples, SIZE, new SplittableRandom(seed));
            byte[] rgb = scene.picture().rgb();
            int x = firstOf(2, rgb) % 64;
            int y = firstOf(3, rgb) / 64;

            assertThat(scene.picture().width()).isEqualTo(64);
            assertThat(x).isBetween(16, 47);
            assertThat(y).isBetween(16, 47);
            assertThat(rgb[((y - 1) * 64 + x - 1) * 3]).isEqualTo((byte) 1);
            assertThat(rgb[((y - 1) * 64 + x) * 3]).isEqualTo((byte) 2);
            assertThat(rgb[(y * 64 + x - 1) * 3]).isEqualTo((byte) 3);
            assertThat(rgb[(y * 64 + x) * 3]).isEqualTo((byte) 4);
            if (y + 24 < 64) {
                assertThat(rgb[((y + 24) * 64 + x) * 3]).isEqualTo((byte) 114);
            }
        }
    }

    @Test
    void movesBoxesWithTheirPicturesAndClipsThem() {
        for (int seed = 0; seed < 50; seed++) {
            Scene scene = Mosaic.of(samples, SIZE, new SplittableRandom(seed));
            int x = firstOf(2, scene.picture().rgb()) % 64;
            int y = firstOf(3, scene.picture().rgb()) / 64;

            // Lower right: the picture starts at the centre; its box is 8..24 by 6..18 of 32x24.
            assertThat(scene.boxes().get(3))
                    .isEqualTo(new LabelBox(4, x + 8, y + 6, Math.min(64, x + 24), Math.min(64, y + 18)));
            assertThat(scene.boxes().get(0))
                    .isEqualTo(new LabelBox(1, Math.max(0, x - 24), Math.max(0, y - 18), x - 8, y - 6));
        }
    }

    private static int firstOf(int value, byte[] rgb) {
        return IntStream.range(0, rgb.length / 3)
                .filter(i -> rgb[i * 3] == value)
                .findFirst()
                .orElseThrow();
    }
}
