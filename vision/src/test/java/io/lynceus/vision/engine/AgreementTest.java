package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final PictureSource BLACK =
            Letterbox.of(64, 64, 64, 64).source(new Picture(64, 64, new byte[64 * 64 * 3]));

    private static Engine engine(float score, float x, int batch) {
        TinyModel model = new TinyModel(64, 64, 2).box(3, 1, score, x, 24, 16, 8);
        return OnnxEngine.open(
                new ModelFile("tiny", (batch > 1 ? model.batch(batch) : model).bytes()),
                new EngineSettings(List.of(), 0, new Parallelism(1, 1, 1, Duration.ZERO)));
    }

    private static Agreement between(Engine one, Engine other) {
        try (one;
                other) {
            return Agreement.between(one, other, List.of(BLACK, BLACK, BLACK));
        }
    }

    @Test
    void theSameModelAgreesWithItselfInBatchesToo() {
        assertThat(between(engine(0.9f, 32, 1), engine(0.9f, 32, 2))).isEqualTo(new Agreement(0, 0));
    }

    @Test
    void anotherScoreIsFoundWhereverItIs() {
        Agreement agreement = between(engine(0.9f, 32, 1), engine(0.8f, 32, 1));
        assertThat(agreement.score()).isBetween(0.099, 0.101);
        assertThat(agreement.holds()).isFalse();
    }

    @Test
    void aMovedBoxIsFoundWhereSomethingIsSeen() {
        assertThat(between(engine(0.9f, 32, 1), engine(0.9f, 37, 1))).isEqualTo(new Agreement(0, 5));
        assertThat(new Agreement(0, 5).holds()).isFalse();
        assertThat(between(engine(0.09f, 32, 1), engine(0.09f, 37, 1))).isEqualTo(new Agreement(0, 0));
    }

    @Test
    void roundingIsNoDisagreement() {
        assertThat(new Agreement(0.02, 1).holds()).isTrue();
        assertThat(new Agreement(0.02, 1)).hasToString("scores within 0.0200, boxes within 1.00 px");
    }

    @Test
    void whatIsNotANumberIsADisagreement() {
        Candidates one = new Candidates();
        one.add(0, 0, 0.5f, 0, 0, 1, 1);
        assertThat(Agreement.of(one, new Candidates(), Agreement.SEEN).holds()).isFalse();
    }
}
