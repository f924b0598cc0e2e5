package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.model.HeadKind;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LibTorchPredictorTest {
    @Test
    void bytesBecomeFractionsAndTheOutputIsReadPictureByPicture() {
        // 2x4 pixels, three channels: [6, 4], the rows of four anchors and two classes.
        byte[] rgb = new byte[2 * 4 * 3];
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < 8; pixel++) {
                rgb[pixel * 3 + channel] = (byte) (channel * 80 + pixel * 10);
            }
        }
        Letterbox whole = Letterbox.of(4, 2, 4, 2);
        PictureBatch batch = new PictureBatch(
                new InputSize(2, 4),
                List.of(whole.source(new Picture(4, 2, new byte[rgb.length])), whole.source(new Picture(4, 2, rgb))));
        try (LibTorchPredictor predictor = new LibTorchPredictor(
                images -> images.reshape(2, 6, 4), HeadKind.ONE_TO_MANY, List.of("a", "b"), new InputSize(64, 64))) {
            List<Candidates> found = predictor.predict(batch, 0.9f);
            assertThat(found.get(0).size()).isZero();
            // Blue is 160 + 10 * pixel, of which the last, the second class of the last anchor, is 230.
            assertThat(found.get(1).size()).isEqualTo(1);
            assertThat(found.get(1).box(0).classId()).isEqualTo(1);
            assertThat(found.get(1).box(0).score()).isEqualTo(230 / 255f);
            assertThat(found.get(1).box(0).x1()).isEqualTo(30 / 255f - 110 / 255f / 2);
        }
    }
}
