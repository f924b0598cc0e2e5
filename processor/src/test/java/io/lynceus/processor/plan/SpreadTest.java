package io.lynceus.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void balancedCamerasAreAsManyInEachPartitionAndSharesHaveAsManyPartitions() {
        // Partitions have one camera or two: some thread has two of those with two.
        assertThat(Spread.balanced(10_000, 4000, 2)).isEqualTo(4);
        // Or none or one.
        assertThat(Spread.balanced(10_000, 4000, 3)).isEqualTo(3);
        assertThat(Spread.balanced(16, 4, 2)).isEqualTo(4);
        assertThat(Spread.balanced(1, 4, 2)).isEqualTo(1);
        assertThat(Spread.fullest(PlanTest.byName(10_000, 5), 4000, 2)).isEqualTo(Spread.byChance(10_000, 4000));
    }

    @Test
    void theFullestShareOfBalancedCamerasIsAsLargeAsWithPartitionsDealtOutByChance() {
        Random random = new Random(7);
        for (int[] one : new int[][] {{100, 3}, {1000, 2}, {20, 64}}) {
            double mean = IntStream.range(0, 50)
                    .map(round -> grouped(random, 4003, one[0], one[1]))
                    .average()
                    .orElseThrow();
            assertThat((double) Spread.balanced(4003, one[0], one[1]))
                    .as("%s shares of %s partitions", one[0], one[1])
                    .isCloseTo(mean, within(1.0));
        }
    }

    private static int grouped(Random random, int cameras, int bins, int each) {
        List<Integer> slots = new ArrayList<>(
                IntStream.range(0, bins * each).map(slot -> slot % bins).boxed().toList());
        Collections.shuffle(slots, random);
        int[] shares = new int[bins];
        for (int camera = 0; camera < cameras; camera++) {
            shares[slots.get(camera % slots.size())]++;
        }
        return IntStream.of(shares).max().orElseThrow();
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
