package io.lynceus.processor.inference;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Tries out how long a frame takes when several threads bring one at the same time, whatever the engine makes of them.
 */
final class FrameTime {
    private FrameTime() {}

    /**
     * Blocks for two rounds, of which the first one warms up.
     *
     * @param nanos a clock such as {@link System#nanoTime}
     * @return until the last of the callers has its result
     * @throws io.lynceus.vision.RunError when the engine fails
     */
    static Duration of(Batcher batcher, int callers, LongSupplier nanos) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            round(batcher, callers, threads);
            long start = nanos.getAsLong();
            round(batcher, callers, threads);
            return Duration.ofNanos(nanos.getAsLong() - start);
        } finally {
            threads.shutdown();
        }
    }

    private static void round(Batcher batcher, int callers, ExecutorService threads) {
        CountDownLatch all = new CountDownLatch(callers);
        Callable<Boolean> frame = () -> {
            all.countDown();
            all.await();
            // What lies in the batch's memory is a picture as good as any.
            return batcher.run(place -> true, (written, output) -> written);
        };
        EngineThreads.all(threads, Collections.nCopies(callers, frame), "the engine was tried out");
    }
}
