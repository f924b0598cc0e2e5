package io.lynceus.processor.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final double LIMIT = 0.8;

    @Test
    void isTheCheapestOfAll() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            double[][] costs = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : costs) {
                for (int column = 0; column < row.length; column++) {
                    row[column] = random.nextDouble();
                }
            }
            int[] found = Assignment.of(costs, LIMIT);
            assertThat(cost(costs, found)).isCloseTo(best(costs, 0, new HashSet<>()), within(1e-9));
        }
    }

    @Test
    void aPairBeyondTheLimitStaysApartThoughNobodyElseIsThere() {
        assertThat(Assignment.of(new double[][] {{0.81}}, LIMIT)).containsExactly(Assignment.NONE);
        assertThat(Assignment.of(new double[][] {{0.79}}, LIMIT)).containsExactly(0);
    }

    @Test
    void takesAWorsePairWhereThatLetsTwoGoTogether() {
        assertThat(Assignment.of(new double[][] {{0.1, 0.2}, {0.15, 0.9}}, LIMIT))
                .containsExactly(1, 0);
    }

    @Test
    void nothingWithNothing() {
        assertThat(Assignment.of(new double[0][0], LIMIT)).isEmpty();
        assertThat(Assignment.of(new double[2][0], LIMIT)).containsExactly(Assignment.NONE, Assignment.NONE);
    }

    private static double cost(double[][] costs, int[] found) {
        Set<Integer> taken = new HashSet<>();
        double sum = 0;
        for (int row = 0; row < found.length; row++) {
            if (found[row] == Assignment.NONE) {
                sum += LIMIT;
            } else {
                assertThat(taken.add(found[row])).isTrue();
                assertThat(costs[row][found[row]]).isLessThanOrEqualTo(LIMIT);
                sum += costs[row][found[row]];
            }
        }
        return sum;
    }

    /** By trying all. */
    private static double best(double[][] costs, int row, Set<Integer> taken) {
        if (row == costs.length) {
            return 0;
        }
        double least = LIMIT + best(costs, row + 1, taken);
        for (int column = 0; column < costs[row].length; column++) {
            if (costs[row][column] <= LIMIT && taken.add(column)) {
                least = Math.min(least, costs[row][column] + best(costs, row + 1, taken));
                taken.remove(column);
            }
        }
        return least;
    }
}
