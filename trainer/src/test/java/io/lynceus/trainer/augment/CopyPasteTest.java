package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** On pictures of 40x20 whose pixels say where they are: red is x, green is y. */
class CopyPasteTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;
    private static final LabelBox LEFT = new LabelBox(1, 2, 3, 8, 9);

    private static Scene scene(LabelBox... boxes) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            rgb[i * 3] = (byte) (i % WIDTH);
            rgb[i * 3 + 1] = (byte) (i / WIDTH);
        }
        return new Scene(new Picture(WIDTH, HEIGHT, rgb), List.of(boxes));
    }

    private static Scene pasted(double share, LabelBox... boxes) {
        return CopyPaste.apply(scene(boxes), share, new SplittableRandom(1));
    }

    private static int red(Scene scene, int x, int y) {
        return scene.picture().rgb()[(y * WIDTH + x) * 3];
    }

    @Test
    void pastesTheMirroredObjectWhereTheMirroredPictureHasIt() {
        Scene scene = pasted(1, LEFT);

        assertThat(scene.boxes()).containsExactly(LEFT, new LabelBox(1, 32, 3, 38, 9));
        byte[] before = scene().picture().rgb();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= 32 && x < 38 && y >= 3 && y < 9;
                assertThat(red(scene, x, y)).as("%d, %d", x, y).isEqualTo(inside ? WIDTH - 1 - x : x);
                assertThat(scene.picture().rgb()[(y * WIDTH + x) * 3 + 1])
                        .as("rows stay")
                        .isEqualTo(before[(y * WIDTH + x) * 3 + 1]);
            }
        }
    }

    @Test
    void pastesNothingThatWouldHideMuchOfAnotherObject() {
        // The mirrored box is 32..38 by 3..9, 36 pixels: it would hide all of a small one, and 12 of 40 are 0.3.
        assertThat(pasted(1, LEFT, new LabelBox(0, 33, 4, 35, 6)).boxes())
                .as("the small one's mirrored box hides little of LEFT")
                .containsExactly(LEFT, new LabelBox(0, 33, 4, 35, 6), new LabelBox(0, 5, 4, 7, 6));
        LabelBox threeTenths = new LabelBox(0, 36, 3, 40, 13);
        assertThat(pasted(1, LEFT, threeTenths).boxes()).doesNotContain(new LabelBox(1, 32, 3, 38, 9));
        LabelBox less = new LabelBox(0, 36, 3, 40, 14);
        assertThat(pasted(1, LEFT, less).boxes()).contains(new LabelBox(1, 32, 3, 38, 9));
    }

    @Test
    void anObjectInTheMiddleIsNotPastedOntoItself() {
        assertThat(pasted(1, new LabelBox(0, 15, 5, 25, 15)).boxes()).hasSize(1);
    }

    @Test
    void takesTheShareOfThoseWithRoom() {
        LabelBox[] five = new LabelBox[5];
        for (int i = 0; i < 5; i++) {
            five[i] = new LabelBox(i, 1, i * 4, 4, i * 4 + 3);
        }
        assertThat(pasted(0.4, five).boxes()).hasSize(7).doesNotHaveDuplicates();
        assertThat(pasted(0, five).boxes()).containsExactly(five);
    }
}
