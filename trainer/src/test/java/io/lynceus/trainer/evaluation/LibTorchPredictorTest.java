package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LibTorchPredictorTest {
    @Test
    void bytesBecomeFractionsAndTheOutputComesBack() {
        byte[] planes = new byte[2 * 3 * 2 * 4];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) (i * 5);
        }
        try (LibTorchPredictor predictor =
                new LibTorchPredictor(images -> images.reshape(2, 6, 4), List.of("a", "b"), new InputSize(64, 64))) {
            RawOutput output = predictor.predict(new PictureBatch(2, 2, 4, planes));
            assertThat(output.classes()).isEqualTo(2);
            assertThat(output.anchors()).isEqualTo(4);
            for (int i = 0; i < planes.length; i++) {
                assertThat(output.values()[i]).isEqualTo(i * 5 % 256 / 255f);
            }
        }
    }
}
