package io.lynceus.vision.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NmsTest {
    private static final Nms SERVING = new Nms(NmsSettings.SERVING);

    @Test
    void aScoreAtTheThresholdIsNotEnough() {
        assertThat(SERVING.apply(apart(0.25f, 0.25001f))).extracting(Box::score).containsExactly(0.25001f);
    }

    @Test
    void notANumberIsNoDetection() {
        assertThat(new Nms(NmsSettings.VALIDATION).apply(apart(Float.NaN))).isEmpty();
    }

    @Test
    void theBetterOfTwoOverlappingBoxesOfAClassStaysAndTheBestComesFirst() {
        Candidates candidates = new Candidates();
        candidates.add(0, 0, 0.6f, 30, 0, 40, 10);
        candidates.add(1, 0, 0.8f, 1, 0, 11, 10);
        candidates.add(2, 1, 0.7f, 0, 0, 10, 10);
        candidates.add(3, 0, 0.9f, 0, 0, 10, 10);
        assertThat(SERVING.apply(candidates))
                .containsExactly(
                        new Box(0, 0.9f, 0, 0, 10, 10),
                        new Box(1, 0.7f, 0, 0, 10, 10),
                        new Box(0, 0.6f, 30, 0, 40, 10));
    }

    @Test
    void anOverlapAtTheThresholdStays() {
        // Two 2x1 boxes, one apart: intersection 1, union 3.
        Candidates candidates = new Candidates();
        candidates.add(0, 0, 0.9f, 0, 0, 2, 1);
        candidates.add(1, 0, 0.8f, 1, 0, 3, 1);
        assertThat(new Nms(new NmsSettings(0.1f, 1f / 3, false, 10)).apply(candidates))
                .hasSize(2);
        assertThat(new Nms(new NmsSettings(0.1f, 0.33f, false, 10)).apply(candidates))
                .hasSize(1);
    }

    @Test
    void anAnchorIsItsBestClassUnlessEveryClassCounts() {
        Candidates candidates = new Candidates();
        candidates.add(5, 0, 0.5f, 0, 0, 10, 10);
        candidates.add(5, 1, 0.7f, 0, 0, 10, 10);
        candidates.add(5, 2, 0.7f, 0, 0, 10, 10);
        assertThat(SERVING.apply(candidates)).extracting(Box::classId).containsExactly(1);
        assertThat(new Nms(NmsSettings.VALIDATION).apply(candidates))
                .extracting(Box::classId)
                .containsExactly(1, 2, 0);
    }

    @Test
    void onlyTheClassesAskedForCountAndABetterOneOfAnotherDoesNotMakeRoom() {
        Candidates candidates = new Candidates();
        candidates.add(0, 0, 0.5f, 0, 0, 10, 10);
        candidates.add(0, 1, 0.7f, 0, 0, 10, 10);
        candidates.add(1, 0, 0.4f, 50, 0, 60, 10);
        NmsSettings zero = new NmsSettings(0.25f, 0.45f, false, 300, false, Set.of(0));
        assertThat(new Nms(zero).apply(candidates)).extracting(Box::score).containsExactly(0.4f);
    }

    @Test
    void equalScoresKeepTheOrderOfAnchors() {
        assertThat(SERVING.apply(apart(0.5f, 0.5f, 0.5f))).extracting(Box::x1).containsExactly(0f, 100f, 200f);
    }

    @Test
    void atMostAsManyBoxesStayAsTheSettingsSay() {
        float[] scores = new float[1000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i / 1000f;
        }
        List<Box> kept = SERVING.apply(apart(scores));
        assertThat(kept).hasSize(300);
        assertThat(kept.get(0).score()).isEqualTo(0.999f);
    }

    @Test
    void aStricterChoiceAmongChosenBoxesIsTheOneThatItHadMadeItself() {
        Candidates candidates = new Candidates();
        candidates.add(0, 0, 0.9f, 0, 0, 10, 10);
        candidates.add(1, 0, 0.8f, 0, 0, 10, 6);
        candidates.add(2, 0, 0.1f, 50, 50, 60, 60);
        List<Box> lax = new Nms(NmsSettings.VALIDATION).apply(candidates);
        assertThat(lax).hasSize(3);
        assertThat(SERVING.narrow(lax)).isEqualTo(SERVING.apply(candidates)).hasSize(1);
    }

    /** Boxes of 10x10 that do not overlap, one class. */
    private static Candidates apart(float... scores) {
        Candidates candidates = new Candidates();
        for (int i = 0; i < scores.length; i++) {
            candidates.add(i, 0, scores[i], 100 * i, 0, 100 * i + 10, 10);
        }
        return candidates;
    }
}
