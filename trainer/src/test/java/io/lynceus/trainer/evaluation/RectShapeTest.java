package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.vision.model.InputSize;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RectShapeTest {
    @Test
    void aPictureOfFourByThreeHasHalfAStepOfBorder() {
        assertThat(RectShape.around(0.75, 0.75, 384)).isEqualTo(new InputSize(320, 416));
        assertThat(RectShape.around(4 / 3.0, 4 / 3.0, 384)).isEqualTo(new InputSize(416, 320));
        assertThat(RectShape.around(1, 1, 640)).isEqualTo(new InputSize(672, 672));
    }

    @Test
    void batchesHaveTheShapesOfTheOfficialValidation() {
        Path manifest = Fixture.root().resolve("letterbox/manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "no letterbox cases under -Dparity.fixtures");
        JsonNode official = Fixture.json(manifest).at("/meta/rect_batch_shapes");
        JsonNode aspects = official.get("aspect_h_over_w_sorted");
        int batch = official.get("batch").asInt();
        assertThat(official.get("stride").asInt()).isEqualTo(32);
        assertThat(official.get("pad").asDouble()).isEqualTo(0.5);
        for (int i = 0; i < official.get("shapes_hw").size(); i++) {
            double flattest = aspects.get(i * batch).asDouble();
            double tallest =
                    aspects.get(Math.min((i + 1) * batch, aspects.size()) - 1).asDouble();
            JsonNode shape = official.get("shapes_hw").get(i);
            assertThat(RectShape.around(flattest, tallest, official.get("img").asInt()))
                    .isEqualTo(new InputSize(shape.get(0).asInt(), shape.get(1).asInt()));
        }
    }
}
