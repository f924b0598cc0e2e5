package io.lynceus.processor.bench;

import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A network at work without a break, one lane of its engine in full batches, until this is closed. */
final class BusyNetwork implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong pictures = new AtomicLong();
    private final Future<?> work;
    private volatile boolean closed;

    BusyNetwork(Engine engine) {
        work = thread.submit(() -> {
            try (Lane lane = engine.lane()) {
                while (!closed) {
                    lane.run(engine.batch());
                    pictures.addAndGet(engine.batch());
                }
            }
        });
        thread.shutdown();
    }

    /** Pictures so far. */
    long pictures() {
        return pictures.get();
    }

    /**
     * Waits for the run under way, which cannot be broken off, also when it is interrupted: the engine can be closed
     * then.
     *
     * @throws RunError when the network failed meanwhile
     */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new RunError("the network failed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
