package io.lynceus.processor.tracking;

import java.util.Arrays;

/**
 * Which rows go with which columns so that the costs are least in all: the Hungarian method with potentials, one
 * shortest augmenting path a row (Kuhn 1955; Jonker and Volgenant 1987), in O(rows² · columns).
 */
final class Assignment {
    /** No partner. */
    static final int NONE = -1;

    private Assignment() {}

    /**
     * Finds the cheapest assignment of pairs that may go together. Who finds no partner costs as much as a pair at the
     * limit: no pair is broken up for one that is worse than none.
     *
     * @param costs of each row with each column; all rows have the same length
     * @param limit pairs that cost more do not go together
     * @return the column of each row, or {@link #NONE}
     */
    static int[] of(double[][] costs, double limit) {
        int rows = costs.length;
        if (rows == 0) {
            return new int[0];
        }
        int real = costs[0].length;
        // Each row has a column of its own in which it stays without a partner.
        int columns = real + rows;
        double[][] all = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean pair = column < real && costs[row][column] <= limit;
                boolean alone = column == real + row;
                all[row][column] = pair ? costs[row][column] : alone ? limit : limit * 1e6 + 1e6;
            }
        }
        int[] rowOf = cheapest(all, rows, columns);
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        for (int column = 0; column < real; column++) {
            if (rowOf[column] != NONE) {
                columnOf[rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    /** The row of each column, with every row in one. */
    private static int[] cheapest(double[][] costs, int rows, int columns) {
        double[] rowPotential = new double[rows];
        double[] columnPotential = new double[columns];
        int[] rowOf = new int[columns];
        Arrays.fill(rowOf, NONE);
        for (int row = 0; row < rows; row++) {
            double[] distance = new double[columns];
            int[] before = new int[columns];
            boolean[] done = new boolean[columns];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(before, NONE);
            int at = NONE;
            int current = row;
            do {
                int next = NONE;
                for (int column = 0; column < columns; column++) {
                    if (done[column]) {
                        continue;
                    }
                    double reduced = costs[current][column] - rowPotential[current] - columnPotential[column];
                    if (reduced < distance[column]) {
                        distance[column] = reduced;
                        before[column] = at;
                    }
                    if (next == NONE || distance[column] < distance[next]) {
                        next = column;
                    }
                }
                double step = distance[next];
                rowPotential[row] += step;
                for (int column = 0; column < columns; column++) {
                    if (done[column]) {
                        rowPotential[rowOf[column]] += step;
                        columnPotential[column] -= step;
                    } else {
                        distance[column] -= step;
                    }
                }
                done[next] = true;
                at = next;
                current = rowOf[next];
            } while (current != NONE);
            for (int column = at; column != NONE; column = before[column]) {
                rowOf[column] = before[column] == NONE ? row : rowOf[before[column]];
            }
        }
        return rowOf;
    }
}
