package io.lynceus.processor.inference;

import io.lynceus.vision.RunError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Work for an engine on several threads at once. */
public final class EngineThreads {
    private EngineThreads() {}

    /**
     * Blocks until all is done.
     *
     * @param doing for the message when it is interrupted
     * @return what came of each, in order
     * @throws RunError when the engine fails
     */
    public static <T> List<T> all(ExecutorService threads, List<Callable<T>> work, String doing) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(work)) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RunError known
                    ? known
                    : new RunError("the engine failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while " + doing, e);
        }
    }
}
