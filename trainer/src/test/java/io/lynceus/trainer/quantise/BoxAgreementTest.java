package io.lynceus.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.boxes.Candidates;
import org.junit.jupiter.api.Test;

class BoxAgreementTest {
    private static Candidates box(int classId, float score, float left) {
        Candidates candidates = new Candidates();
        candidates.add(0, classId, score, left, 0, left + 100, 100);
        return candidates;
    }

    private static BoxAgreement agreement(Candidates wanted, Candidates found) {
        BoxAgreement agreement = new BoxAgreement();
        agreement.add(wanted, found);
        return agreement;
    }

    @Test
    void theSameBoxesAgree() {
        BoxAgreement agreement = agreement(box(0, 0.8f, 0), box(0, 0.79f, 2));

        assertThat(agreement.holds()).isTrue();
        assertThat(agreement.boxes()).isEqualTo(1);
        assertThat(agreement.score()).isCloseTo(0.01, within(1e-6));
        assertThat(agreement.iou(0.5)).isCloseTo(98.0 / 102, within(1e-6));
    }

    @Test
    void aBoxThatIsNotFoundAgainIsLost() {
        assertThat(agreement(box(0, 0.8f, 0), new Candidates()).lost()).isEqualTo(1);
        assertThat(agreement(box(0, 0.8f, 0), box(1, 0.8f, 0)).lost()).isEqualTo(1);
        assertThat(agreement(box(0, 0.8f, 0), box(0, 0.8f, 60)).lost()).isEqualTo(1);
        assertThat(agreement(box(0, 0.8f, 0), new Candidates()).holds()).isFalse();
    }

    @Test
    void aBoxThatOnlyTheOtherFindsIsMadeUp() {
        assertThat(agreement(new Candidates(), box(0, 0.8f, 0)).madeUp()).isEqualTo(1);
    }

    @Test
    void aScoreThatFallsBelowTheThresholdByAHairIsNoLoss() {
        assertThat(agreement(box(0, 0.26f, 0), box(0, 0.24f, 0)).lost()).isZero();
        assertThat(agreement(box(0, 0.24f, 0), box(0, 0.26f, 0)).madeUp()).isZero();
    }

    @Test
    void scoresFarApartDoNotAgree() {
        assertThat(agreement(box(0, 0.8f, 0), box(0, 0.7f, 0)).holds()).isFalse();
    }

    @Test
    void boxesThatHaveMovedDoNotAgree() {
        assertThat(agreement(box(0, 0.8f, 0), box(0, 0.8f, 15)).holds()).isFalse();
    }

    @Test
    void whereNothingIsFoundNothingIsKnown() {
        assertThat(agreement(new Candidates(), new Candidates()).holds()).isFalse();
    }
}
