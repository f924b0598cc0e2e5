package io.lynceus.processor.bench;

import io.lynceus.vision.RunError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The same work on several threads at once. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Measures from the start of the first to the end of the last.
     *
     * @param work makes the work of thread 0, 1, ...; each gives the frames that it did
     */
    static Measured run(int threads, IntFunction<Callable<Long>> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "bench"));
        try {
            List<Callable<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(work.apply(i));
            }
            Measured.Start start = Measured.Start.now();
            long frames = 0;
            for (Future<Long> one : pool.invokeAll(all)) {
                frames += one.get();
            }
            return start.until(frames);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new RunError("a bench thread failed", e);
        } finally {
            pool.shutdown();
        }
    }
}
