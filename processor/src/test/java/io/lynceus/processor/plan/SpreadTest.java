package io.lynceus.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void oneShareHasAllCamerasAndOneCameraIsInOneShare() {
        assertThat(Spread.byChance(7, 1)).isEqualTo(7);
        assertThat(Spread.byChance(1, 100)).isEqualTo(1);
    }

    @Test
    void balancedCamerasAreSharedToWithinOne() {
        assertThat(Spread.fullest(PlanTest.fleet(10_000, 5), 4000)).isEqualTo(3);
        assertThat(Spread.fullest(PlanTest.fleet(8, 5), 4)).isEqualTo(2);
        assertThat(Spread.fullest(PlanTest.byName(10_000, 5), 4000)).isEqualTo(Spread.byChance(10_000, 4000));
    }

    @Test
    void theFullestShareIsAsLargeAsThatOfCamerasDealtOutByChance() {
        Random random = new Random(4);
        for (int bins : new int[] {4, 32, 400}) {
            double mean = IntStream.range(0, 50)
                    .map(round -> dealt(random, 1000, bins))
                    .average()
                    .orElseThrow();
            assertThat((double) Spread.byChance(1000, bins))
                    .as("%s shares", bins)
                    .isCloseTo(mean, within(0.12 * mean));
        }
    }

    @Test
    void thePartOfTheCamerasInCrowdedSharesIsThatOfChance() {
        // Two cameras in two shares are together in half of all cases.
        assertThat(Spread.crowded(2, 2, 1)).isCloseTo(0.5, within(1e-9));
        assertThat(Spread.crowded(1000, 10, 1000)).isCloseTo(0, within(1e-9));
    }

    @Test
    void moreSharesAreNeverFuller() {
        int before = Integer.MAX_VALUE;
        for (int bins = 1; bins < 5000; bins += 37) {
            int now = Spread.byChance(10_000, bins);
            assertThat(now).isLessThanOrEqualTo(before);
            before = now;
        }
    }

    private static int dealt(Random random, int cameras, int bins) {
        int[] shares = new int[bins];
        for (int i = 0; i < cameras; i++) {
            shares[random.nextInt(bins)]++;
        }
        return IntStream.of(shares).max().orElseThrow();
    }
}
