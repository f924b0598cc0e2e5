package io.lynceus.processor.demo;

import io.lynceus.vision.RunError;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is being started on a thread of its own. Closing it waits for it and closes it. */
final class Pending<T extends AutoCloseable> implements AutoCloseable {
    private final FutureTask<T> task;

    Pending(String name, Supplier<T> start) {
        task = new FutureTask<>(start::get);
        Thread thread = new Thread(task, "lynceus-start-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it has started; throws what starting it threw. */
    T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new RunError("could not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while starting", e);
        }
    }

    @Override
    public void close() throws Exception {
        T started;
        try {
            started = task.get();
        } catch (ExecutionException e) {
            // Nothing was started, so there is nothing to close; get() has told why.
            return;
        }
        started.close();
    }
}
