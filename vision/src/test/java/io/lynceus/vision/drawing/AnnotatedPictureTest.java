package io.lynceus.vision.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Detection;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatedPictureTest {
    @Test
    void aBoxIsDrawnInItsClassColourWhereItIs() {
        BufferedImage picture = new BufferedImage(200, 100, BufferedImage.TYPE_3BYTE_BGR);
        AnnotatedPicture.draw(picture, List.of(new Detection(1, "car", 0.5f, 0.25f, 0.5f, 0.75f, 0.9f)));
        int colour = AnnotatedPicture.colour(1).getRGB();
        assertThat(picture.getRGB(50, 70)).isEqualTo(colour);
        assertThat(picture.getRGB(100, 90)).isEqualTo(colour);
        assertThat(picture.getRGB(100, 70)).isEqualTo(0xff000000);
        assertThat(picture.getRGB(190, 70)).isEqualTo(0xff000000);
    }

    @Test
    void boxesAtTheEdgesDoNoHarm() {
        BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_3BYTE_BGR);
        AnnotatedPicture.draw(
                picture,
                List.of(
                        new Detection(99, "a very long name of a class", 1, 0, 0, 1, 1),
                        new Detection(0, "person", 0.3f, 0.99f, 0.99f, 1, 1),
                        new Detection(0, "person", 0.3f, 0.5f, 0.5f, 0.5f, 0.5f)));
        assertThat(picture.getRGB(0, 0)).isNotEqualTo(0xff000000);
    }
}
