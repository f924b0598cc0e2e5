package io.lynceus.processor.engines;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * How fast one lane is with batches of a size, and what its network alone could do in the same minutes. All in seconds.
 *
 * @param pictures in a batch
 * @param median of a round: pictures in, run, boxes out
 * @param slow the round that 99 in 100 are not slower than
 * @param write of the median round: pictures into the lane's memory
 * @param run of the median round: copies, network, waiting
 * @param read of the median round: candidates out of the lane's memory
 * @param copy the copies of a run alone
 * @param compute the network of a run alone
 * @param limit the network alone in a loop that waits for nothing, for each batch
 */
public record LaneSpeed(
        int pictures,
        double median,
        double slow,
        double write,
        double run,
        double read,
        double copy,
        double compute,
        double limit) {
    private static final int FEWEST = 3;
    /** What a loop of the network alone takes at least, so that waiting for its end does not count. */
    private static final long LOOP_NANOS = 50_000_000;

    private static final int LONGEST_LOOP = 100;
    private static final float LEAST = 0.25f;

    /** One round's times. */
    private record Round(long write, long run, long read, long copy, long compute, long limit) {
        long all() {
            return write + run + read;
        }
    }

    /**
     * Runs rounds for so long, and three at least, on this thread; beside each one its parts alone, so that all of them
     * meet the same machine.
     *
     * @param nanos a clock such as {@link System#nanoTime}
     */
    static LaneSpeed measure(
            Engine engine, List<PictureSource> pictures, int batch, Duration length, LongSupplier nanos) {
        Round[] rounds = new Round[FEWEST];
        int count = 0;
        try (Lane lane = engine.lane()) {
            round(lane, pictures, batch);
            long began = nanos.getAsLong();
            while (count < FEWEST || nanos.getAsLong() - began < length.toNanos()) {
                if (count == rounds.length) {
                    rounds = Arrays.copyOf(rounds, 2 * count);
                }
                rounds[count++] = measured(lane, pictures, batch, nanos);
            }
        }
        return of(batch, Arrays.copyOf(rounds, count));
    }

    private static LaneSpeed of(int batch, Round[] rounds) {
        Arrays.sort(rounds, (one, other) -> Long.compare(one.all(), other.all()));
        Round middle = rounds[rounds.length / 2];
        Round slow = rounds[(int) Math.ceil(0.99 * rounds.length) - 1];
        // Measured apart from the round, and so of other moments, its parts are no more than the whole all the same.
        double run = middle.run() / 1e9;
        double copy = Math.min(run, median(rounds, Round::copy));
        return new LaneSpeed(
                batch,
                middle.all() / 1e9,
                slow.all() / 1e9,
                middle.write() / 1e9,
                run,
                middle.read() / 1e9,
                copy,
                Math.min(run - copy, median(rounds, Round::compute)),
                median(rounds, Round::limit));
    }

    private static double median(Round[] rounds, ToLongFunction<Round> part) {
        long[] nanos = Arrays.stream(rounds).mapToLong(part).sorted().toArray();
        return nanos[nanos.length / 2] / 1e9;
    }

    /** All that is done for a batch. */
    static void round(Lane lane, List<PictureSource> pictures, int batch) {
        write(lane, pictures, batch);
        lane.run(batch);
        read(lane, batch);
    }

    private static Round measured(Lane lane, List<PictureSource> pictures, int batch, LongSupplier nanos) {
        long start = nanos.getAsLong();
        write(lane, pictures, batch);
        long written = nanos.getAsLong();
        lane.run(batch);
        long ran = nanos.getAsLong();
        read(lane, batch);
        long done = nanos.getAsLong();
        lane.copy(batch);
        long copied = nanos.getAsLong();
        lane.compute(batch, 1);
        long computed = nanos.getAsLong();
        long compute = computed - copied;
        int times = (int) Math.min(LONGEST_LOOP, 1 + LOOP_NANOS / Math.max(1, compute));
        long limit = compute;
        if (times > 1) {
            lane.compute(batch, times);
            limit = (nanos.getAsLong() - computed) / times;
        }
        return new Round(written - start, ran - written, done - ran, copied - done, compute, limit);
    }

    private static void write(Lane lane, List<PictureSource> pictures, int batch) {
        for (int place = 0; place < batch; place++) {
            lane.write(place, pictures.get(place % pictures.size()));
        }
    }

    private static void read(Lane lane, int batch) {
        for (int place = 0; place < batch; place++) {
            lane.read(place, LEAST);
        }
    }

    /** Pictures a second, of the median round. */
    public double rate() {
        return pictures / median;
    }

    /** Pictures a second that the network alone could take. */
    public double most() {
        return pictures / limit;
    }

    /** Of a run neither its copies nor its network: starting them, and waiting for their end. */
    public double waiting() {
        return run - copy - compute;
    }
}
