package io.lynceus.processor.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The numbers that public evaluations publish for small examples: those of the first two tests are the worked examples
 * of py-motmetrics' manual and tests, with its distances d as 1 - d / 10.
 */
class TrackingFramesTest {
    private static final double NONE = 0;

    private final TrackingFrames frames = new TrackingFrames();

    private static double of(double distance) {
        return 1 - distance / 10;
    }

    @Test
    void theExampleOfPyMotmetricsManual() {
        frames.add(List.of(1L, 2L), List.of(1L, 2L, 3L), new double[][] {
            {of(0.1), NONE, of(0.3)}, {of(0.5), of(0.2), of(0.3)}
        });
        frames.add(List.of(1L, 2L), List.of(1L), new double[][] {{of(0.2)}, {of(0.4)}});
        frames.add(List.of(1L, 2L), List.of(1L, 3L), new double[][] {{of(0.6), of(0.2)}, {of(0.1), of(0.6)}});
        TrackingScore score = frames.score(0.05);
        assertThat(score.mota()).isCloseTo(0.5, within(1e-9));
        assertThat(score.idf1()).isCloseTo(0.8333, within(1e-4));
        assertThat(score.switches()).isEqualTo(1);
        assertThat(score.wrong()).isEqualTo(1);
        assertThat(score.missed()).isEqualTo(1);
    }

    @Test
    void theExampleOfPyMotmetricsTests() {
        frames.add(List.of(), List.of(1L, 2L), new double[0][]);
        frames.add(List.of(1L, 2L), List.of(), new double[][] {{}, {}});
        frames.add(List.of(1L, 2L), List.of(1L, 2L), new double[][] {{of(1), of(0.5)}, {of(0.3), of(1)}});
        frames.add(List.of(1L, 2L), List.of(1L, 2L), new double[][] {{of(0.2), NONE}, {NONE, of(0.1)}});
        frames.add(List.of(1L, 2L), List.of(1L, 2L), new double[][] {{of(5), of(1)}, {of(1), of(5)}});
        frames.add(List.of(), List.of(), new double[0][]);
        TrackingScore score = frames.score(0.05);
        assertThat(score.wrong()).isEqualTo(2);
        assertThat(score.missed()).isEqualTo(2);
        assertThat(score.switches()).isEqualTo(2);
        assertThat(score.objects()).isEqualTo(8);
        assertThat(score.mota()).isCloseTo(1 - (2 + 2 + 2) / 8.0, within(1e-9));
    }

    @Test
    void whoIsPerfectIsSoUpToTheThresholdThatHisBoxesReach() {
        for (int i = 0; i < 10; i++) {
            frames.add(List.of(1L, 2L), List.of(7L, 9L), new double[][] {{0.9, 0}, {0, 0.9}});
        }
        TrackingScore score = frames.score(0.5);
        assertThat(score.mota()).isEqualTo(1);
        assertThat(score.idf1()).isEqualTo(1);
        assertThat(score.hota()).isCloseTo(18 / 19.0, within(1e-9));
        assertThat(score.detA()).isCloseTo(18 / 19.0, within(1e-9));
    }

    @Test
    void aTrackThatIsCutInTwoKeepsHalfOfItsAssociation() {
        for (int i = 0; i < 10; i++) {
            frames.add(List.of(1L), List.of(i < 5 ? 1L : 2L), new double[][] {{1}});
        }
        TrackingScore score = frames.score(0.5);
        assertThat(score.mota()).isCloseTo(0.9, within(1e-9));
        assertThat(score.idf1()).isCloseTo(0.5, within(1e-9));
        assertThat(score.assA()).isCloseTo(0.5, within(1e-9));
        assertThat(score.hota()).isCloseTo(Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void whoSeesNothingScoresNothing() {
        frames.add(List.of(1L), List.of(), new double[][] {{}});
        TrackingScore score = frames.score(0.5);
        assertThat(score.mota()).isZero();
        assertThat(score.hota()).isZero();
        assertThat(score.missed()).isEqualTo(1);
    }
}
