package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.pixels.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlipTest {
    private static final Scene SCENE = new Scene(
            new Picture(2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}),
            List.of(new LabelBox(5, 0, 0, 0.5f, 1)));

    @Test
    void mirrors() {
        Scene flipped = Flip.apply(SCENE, false, true);

        assertThat(flipped.picture().rgb()).containsExactly(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9);
        assertThat(flipped.boxes()).containsExactly(new LabelBox(5, 1.5f, 0, 2, 1));
    }

    @Test
    void turnsUpsideDown() {
        Scene flipped = Flip.apply(SCENE, true, false);

        assertThat(flipped.picture().rgb()).containsExactly(7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6);
        assertThat(flipped.boxes()).containsExactly(new LabelBox(5, 0, 1, 0.5f, 2));
    }

    @Test
    void turnsUpsideDownAndMirrorsAtOnce() {
        assertThat(Flip.apply(SCENE, true, true).picture().rgb())
                .containsExactly(10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3);
    }
}
