package io.lynceus.processor.engines;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How fast one lane is with batches of a size, all in seconds: of the median round, what its parts took.
 *
 * @param pictures in a batch
 * @param write pictures into the lane's memory
 * @param run copies, network and waiting
 * @param read candidates out of the lane's memory
 * @param median of a whole round
 * @param slow the round that 99 in 100 are not slower than
 */
public record LaneSpeed(int pictures, double write, double run, double read, double median, double slow) {
    private static final int WARM_UP = 2;
    private static final int FEWEST = 3;
    private static final float LEAST = 0.25f;

    /** One round's times. */
    private record Round(long write, long run, long read) implements Comparable<Round> {
        long all() {
            return write + run + read;
        }

        @Override
        public int compareTo(Round other) {
            return Long.compare(all(), other.all());
        }
    }

    /** Runs rounds for so long, and three at least, on this thread. */
    static LaneSpeed measure(Engine engine, List<PictureSource> pictures, int batch, Duration length) {
        Round[] rounds = new Round[FEWEST];
        int count = 0;
        try (Lane lane = engine.lane()) {
            for (int i = 0; i < WARM_UP; i++) {
                round(lane, pictures, batch);
            }
            long began = System.nanoTime();
            while (count < FEWEST || System.nanoTime() - began < length.toNanos()) {
                if (count == rounds.length) {
                    rounds = Arrays.copyOf(rounds, 2 * count);
                }
                rounds[count++] = round(lane, pictures, batch);
            }
        }
        return of(batch, Arrays.copyOf(rounds, count));
    }

    private static LaneSpeed of(int batch, Round[] rounds) {
        Arrays.sort(rounds);
        Round middle = rounds[rounds.length / 2];
        Round slow = rounds[(int) Math.ceil(0.99 * rounds.length) - 1];
        return new LaneSpeed(
                batch,
                middle.write() / 1e9,
                middle.run() / 1e9,
                middle.read() / 1e9,
                middle.all() / 1e9,
                slow.all() / 1e9);
    }

    private static Round round(Lane lane, List<PictureSource> pictures, int batch) {
        long start = System.nanoTime();
        for (int place = 0; place < batch; place++) {
            lane.write(place, pictures.get(place % pictures.size()));
        }
        long written = System.nanoTime();
        lane.run(batch);
        long ran = System.nanoTime();
        for (int place = 0; place < batch; place++) {
            lane.read(place, LEAST);
        }
        return new Round(written - start, ran - written, System.nanoTime() - ran);
    }

    /** Pictures a second, of the median round. */
    public double rate() {
        return pictures / median;
    }
}
