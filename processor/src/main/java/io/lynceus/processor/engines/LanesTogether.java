package io.lynceus.processor.engines;

import io.lynceus.processor.inference.EngineThreads;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All lanes of an engine at work side by side, a thread each, so that one's copies go on while another computes. */
final class LanesTogether {
    private final Engine engine;
    private final List<PictureSource> pictures;
    private final int batch;
    private final Duration length;

    LanesTogether(Engine engine, List<PictureSource> pictures, int batch, Duration length) {
        this.engine = engine;
        this.pictures = pictures;
        this.batch = batch;
        this.length = length;
    }

    /**
     * Pictures a second, from letterboxed pictures to candidates. Blocks for so long, and for a round of each lane at
     * least.
     *
     * @throws io.lynceus.vision.RunError when the engine fails, or the calling thread is interrupted and the runs under
     *     way are over
     */
    double rate() {
        List<Lane> lanes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(engine.lanes());
        try {
            for (int i = 0; i < engine.lanes(); i++) {
                Lane lane = engine.lane();
                lanes.add(lane);
                LaneSpeed.round(lane, pictures, batch);
            }
            List<Callable<Double>> each = new ArrayList<>();
            lanes.forEach(lane -> each.add(() -> rate(lane)));
            return EngineThreads.all(threads, each, "engines were measured").stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
            lanes.forEach(Lane::close);
        }
    }

    /** A run cannot be broken off, and a lane whose run goes on cannot be closed. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                // A run may have swallowed the interruption that was to end its thread.
                threads.shutdownNow();
                ended = threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private double rate(Lane lane) {
        long began = System.nanoTime();
        long taken = 0;
        int rounds = 0;
        while (rounds == 0
                || taken < length.toNanos() && !Thread.currentThread().isInterrupted()) {
            LaneSpeed.round(lane, pictures, batch);
            rounds++;
            taken = System.nanoTime() - began;
        }
        return rounds * batch * 1e9 / taken;
    }
}
