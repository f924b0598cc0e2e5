package io.lynceus.trainer.cli;

import io.lynceus.trainer.training.StepReport;
import io.lynceus.trainer.training.TrainingListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Says that a run was stopped with Ctrl-C and how to go on, and ends the process between two steps: to end it within
 * one tears LibTorch down under the threads that compute in it, which can crash.
 */
final class StopNotice implements TrainingListener {
    /** What shells report for a program ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    /** Steps that take longer are not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String advice;
    private final IntConsumer halt;
    private final Thread hook = new Thread(this::stop);
    private final CountDownLatch between = new CountDownLatch(1);
    private volatile boolean stopping;

    /** @param advice what follows "stopped", if anything */
    StopNotice(String advice) {
        // Not an orderly exit, which would tear LibTorch down at once.
        this(advice, Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** For tests: nothing listens for the signal. */
    StopNotice(String advice, IntConsumer halt) {
        this.advice = advice;
        this.halt = halt;
    }

    /** What the signal does. */
    void stop() {
        System.err.println(System.lineSeparator() + "lynceus: stopped" + advice);
        stopping = true;
        await(between, PATIENCE.toMillis());
        halt.accept(INTERRUPTED);
    }

    /** To be called by the thread that computes; does not return once the run is being stopped. */
    void betweenSteps() {
        if (stopping) {
            between.countDown();
            await(new CountDownLatch(1), Long.MAX_VALUE);
        }
    }

    @Override
    public void stepped(StepReport step) {
        betweenSteps();
    }

    @SuppressWarnings("ReturnValueIgnored") // it ends either way
    private static void await(CountDownLatch latch, long milliseconds) {
        try {
            latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run has ended by itself. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The notice is being given.
        }
    }
}
