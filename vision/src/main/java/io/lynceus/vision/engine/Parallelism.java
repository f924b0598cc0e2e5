package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import java.time.Duration;

/**
 * How an engine's work is shared out.
 *
 * @param lanes runs at the same time
 * @param threads that one run uses
 * @param batch pictures in one run at most, for a model that takes any number
 * @param longestDelay that a picture waits for others to fill its batch
 */
public record Parallelism(int lanes, int threads, int batch, Duration longestDelay) {
    private static final Duration USUAL_DELAY = Duration.ofMillis(10);
    private static final int LARGEST_BATCH = 32;

    public Parallelism {
        check(lanes, "lanes");
        check(threads, "threads of one run");
        check(batch, "pictures in a batch");
        if (longestDelay.isNegative()) {
            throw new UserError("the longest delay of a batch is " + longestDelay + ", must be 0 or more");
        }
    }

    /**
     * For an engine on the processor's cores: single pictures side by side, as many as there are callers, each on its
     * share of the cores. A larger batch gains nothing there, and one run on two cores does less than two runs on one
     * each (PERFORMANCE.md).
     *
     * @param callers threads that bring pictures
     * @param cores to use
     */
    public static Parallelism onCpu(int callers, int cores) {
        int lanes = Math.max(1, Math.min(callers, cores));
        return new Parallelism(lanes, Math.max(1, cores / lanes), 1, USUAL_DELAY);
    }

    /**
     * For an engine on a GPU: as large a batch as the callers can fill, and a second run for the pictures that come
     * meanwhile, so that copies and network overlap.
     *
     * @param callers threads that bring pictures
     */
    public static Parallelism onGpu(int callers) {
        return new Parallelism(2, 1, Math.max(1, Math.min(callers, LARGEST_BATCH)), USUAL_DELAY);
    }

    private static void check(int number, String what) {
        if (number < 1) {
            throw new UserError(what + ": " + number + ", must be 1 or more");
        }
    }
}
