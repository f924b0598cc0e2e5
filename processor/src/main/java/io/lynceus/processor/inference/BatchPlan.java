package io.lynceus.processor.inference;

import io.lynceus.vision.engine.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How large batches are to be, and how long a picture waits for others, by what the engine was measured to take.
 *
 * @param size pictures in a batch at most: the smallest with which the engine does nearly as much as with any
 * @param delay that the first picture of a batch waits at most: what the engine saves by a picture that comes
 *     meanwhile, for any longer would cost more than running that one alone
 * @param runs as measured, the smallest first; none where the engine takes one picture at a time
 */
public record BatchPlan(int size, Duration delay, List<Timed> runs) {
    /** Of the best rate; what is left is not worth the time that a larger batch takes to fill and to run. */
    private static final double NEARLY = 0.95;

    private static final int MOST_RUNS = 5;
    /**
     * An engine that takes longer is measured by fewer runs, of fewer sizes, and has nothing to get ready that would
     * show.
     */
    private static final long PATIENCE = Duration.ofMillis(200).toNanos();

    /** What a run of so many pictures takes. */
    public record Timed(int pictures, long nanos) {
        double rate() {
            return 1e9 * pictures / Math.max(1, nanos);
        }
    }

    public BatchPlan {
        runs = List.copyOf(runs);
    }

    /**
     * Measures the first lane, then, where runs are short, runs each lane on each size up to the chosen one: on a card
     * the first run of a size takes far longer than the next, and happens here.
     *
     * @param lanes of one engine, which are to run the batches
     * @param largest batch that they take
     * @param longestDelay that is allowed
     * @param clock such as {@link System#nanoTime}
     */
    static BatchPlan measured(List<Lane> lanes, int largest, Duration longestDelay, LongSupplier clock) {
        if (largest == 1) {
            return new BatchPlan(1, longestDelay, List.of());
        }
        List<Timed> runs = new ArrayList<>();
        for (int pictures : BatchSizes.upTo(largest)) {
            if (runs.isEmpty() || pictures == largest || runs.get(0).nanos() < PATIENCE) {
                runs.add(new Timed(pictures, median(lanes.get(0), pictures, clock)));
            }
        }
        BatchPlan plan = of(runs, longestDelay);
        if (runs.get(0).nanos() < PATIENCE) {
            lanes.forEach(lane -> getReady(lane, plan.size()));
        }
        return plan;
    }

    private static void getReady(Lane lane, int largest) {
        for (int pictures = 1; pictures <= largest; pictures++) {
            lane.run(pictures);
        }
    }

    /**
     * What follows from such runs.
     *
     * @param runs of 1 picture first, and of more each time
     */
    public static BatchPlan of(List<Timed> runs, Duration longestDelay) {
        double best = runs.stream().mapToDouble(Timed::rate).max().orElseThrow();
        Timed chosen = runs.stream()
                .filter(run -> run.rate() >= NEARLY * best)
                .findFirst()
                .orElseThrow();
        long alone = runs.get(0).nanos();
        long oneMore = chosen.pictures() == 1 ? alone : (chosen.nanos() - alone) / (chosen.pictures() - 1);
        long saved = Math.max(0, Math.min(longestDelay.toNanos(), alone - oneMore));
        return new BatchPlan(chosen.pictures(), Duration.ofNanos(saved), runs);
    }

    private static long median(Lane lane, int pictures, LongSupplier clock) {
        lane.run(pictures);
        long[] runs = new long[MOST_RUNS];
        int count = 0;
        long began = clock.getAsLong();
        long before = began;
        while (count == 0 || count < MOST_RUNS && before - began < PATIENCE) {
            lane.run(pictures);
            long now = clock.getAsLong();
            runs[count++] = now - before;
            before = now;
        }
        Arrays.sort(runs, 0, count);
        return runs[count / 2];
    }

    /** What was measured and what follows, for people, a line each; none where nothing was. */
    public List<String> lines() {
        if (runs.isEmpty()) {
            return List.of();
        }
        String table = runs.stream()
                .map(run -> String.format(
                        Locale.ROOT, "%d in %.1f ms (%.0f/s)", run.pictures(), run.nanos() / 1e6, run.rate()))
                .collect(Collectors.joining(", "));
        return List.of(
                "pictures in a run: " + table,
                String.format(
                        Locale.ROOT,
                        "batches of at most %d, for which a picture waits at most %.1f ms",
                        size,
                        delay.toNanos() / 1e6));
    }
}
