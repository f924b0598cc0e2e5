package io.lynceus.processor.plan.simulation;

import java.util.Arrays;

/** Times of many frames, each kept to the microsecond. */
final class Latencies {
    private int[] micros = new int[1024];
    private int size;
    private boolean sorted;

    void add(long nanos) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, size + (size >> 1));
        }
        micros[size++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
        sorted = false;
    }

    /** In seconds; 0 when there are none. */
    double quantile(double part) {
        if (size == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(micros, 0, size);
            sorted = true;
        }
        return micros[(int) Math.min(size - 1L, (long) (part * size))] / 1e6;
    }

    /** In seconds; 0 when there are none. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += micros[i];
        }
        return size == 0 ? 0 : sum / size / 1e6;
    }
}
