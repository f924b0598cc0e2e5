package io.lynceus.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Candidates;
import org.junit.jupiter.api.Test;

class RowParityTest {
    private static final float SAME = 1e-4f;

    /** Two anchors, ten pixels apart, for each of which two classes score nearly the same. */
    private static final float[][] SCORES = {{0.50001f, 0.5f}, {0.30001f, 0.3f}};

    private static RowParity network() {
        Candidates all = new Candidates();
        for (int anchor = 0; anchor < 2; anchor++) {
            for (int classId = 0; classId < 2; classId++) {
                add(all, anchor, classId, SCORES[anchor][classId], 10 * anchor);
            }
        }
        return new RowParity(all, 2, SAME);
    }

    private static void add(Candidates candidates, int anchor, int classId, float score, float left) {
        candidates.add(anchor, classId, score, left, 0, left + 5, 5);
    }

    private static Parity rows(float[]... rows) {
        Candidates found = new Candidates(true);
        for (float[] row : rows) {
            add(found, found.size(), (int) row[0], row[1], row[2]);
        }
        return network().of(found);
    }

    @Test
    void aClassThatScoresTheSameButForRoundingIsNoDifference() {
        Parity parity = rows(new float[] {1, 0.5f, 0}, new float[] {0, 0.30001f, 10});

        assertThat(parity.scores()).isLessThan(SAME);
        assertThat(parity.boxes()).isZero();
    }

    @Test
    void aBoxElsewhereIsOneAndSoIsAnAnchorThatScoresLess() {
        assertThat(rows(new float[] {0, 0.50001f, 3}, new float[] {0, 0.30001f, 10})
                        .boxes())
                .isEqualTo(3);
        assertThat(rows(new float[] {0, 0.30001f, 10}, new float[] {0, 0.30001f, 10})
                        .scores())
                .isGreaterThan(0.1f);
    }

    @Test
    void aRowThatIsMissingOrNoNumberIsAsFarApartAsCanBe() {
        assertThat(rows(new float[] {0, 0.50001f, 0}).boxes()).isInfinite();
        assertThat(rows(new float[] {0, Float.NaN, 0}, new float[] {0, 0.30001f, 10})
                        .scores())
                .isInfinite();
    }
}
