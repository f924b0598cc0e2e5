package io.lynceus.vision.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NmsTest {
    @Test
    void anAnchorIsItsBestClassWhenThatScoresMoreThanTheThreshold() {
        // Two anchors, two classes: rows cx, cy, w, h, score 0, score 1.
        float[] output = {10, 50, 20, 60, 4, 8, 6, 10, 0.2f, 0.25f, 0.7f, 0.1f};
        assertThat(Nms.candidates(FloatBuffer.wrap(output), 2, 0.25f))
                .containsExactly(new Candidate(1, 0.7f, 8, 17, 12, 23));
    }

    @Test
    void theBetterOfTwoOverlappingBoxesOfAClassStays() {
        Candidate good = new Candidate(0, 0.9f, 0, 0, 10, 10);
        Candidate same = new Candidate(0, 0.8f, 1, 0, 11, 10);
        Candidate otherClass = new Candidate(1, 0.7f, 0, 0, 10, 10);
        Candidate elsewhere = new Candidate(0, 0.6f, 30, 0, 40, 10);
        assertThat(Nms.suppress(List.of(elsewhere, same, otherClass, good), 0.45f))
                .containsExactly(good, otherClass, elsewhere);
    }

    @Test
    void boxesThatOverlapByTheThresholdBothStay() {
        Candidate good = new Candidate(0, 0.9f, 0, 0, 10, 10);
        Candidate half = new Candidate(0, 0.8f, 0, 0, 10, 5);
        assertThat(Nms.suppress(List.of(good, half), 0.5f)).hasSize(2);
        assertThat(Nms.suppress(List.of(good, half), 0.49f)).hasSize(1);
    }

    @Test
    void boxesWithoutAreaDoNoHarm() {
        Candidate empty = new Candidate(0, 0.9f, 5, 5, 5, 5);
        assertThat(empty.iou(empty)).isZero();
    }

    @Test
    void atMostThreeHundredBoxesStay() {
        List<Candidate> many = IntStream.range(0, 1000)
                .mapToObj(i -> new Candidate(0, i / 1000f, i * 10, 0, i * 10 + 5, 5))
                .toList();
        List<Candidate> kept = Nms.suppress(many, 0.45f);
        assertThat(kept).hasSize(Nms.MAX_BOXES);
        assertThat(kept.get(0).score()).isEqualTo(0.999f);
    }
}
