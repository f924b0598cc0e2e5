package io.lynceus.trainer.cli;

import io.lynceus.trainer.training.EpochSummary;
import io.lynceus.trainer.training.StepReport;
import io.lynceus.trainer.training.TrainingListener;
import io.lynceus.trainer.training.TrainingPlan;
import java.io.PrintStream;
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

    /** After that it says what it waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String advice;
    private final IntConsumer halt;
    private final Duration patience;
    private final PrintStream err;
    private final Thread hook = new Thread(this::stop);
    private final CountDownLatch between = new CountDownLatch(1);
    private volatile boolean computing;
    private volatile boolean stopping;

    /** @param advice what follows "stopped", if anything */
    StopNotice(String advice) {
        // Not an orderly exit, which would tear LibTorch down at once.
        this(advice, Runtime.getRuntime()::halt, PATIENCE, System.err);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** For tests: nothing listens for the signal. */
    StopNotice(String advice, IntConsumer halt, Duration patience, PrintStream err) {
        this.advice = advice;
        this.halt = halt;
        this.patience = patience;
        this.err = err;
    }

    /** What the signal does. */
    void stop() {
        err.println(System.lineSeparator() + "lynceus: stopped" + advice);
        stopping = true;
        // Before the first step it may be reading data or waiting for other processes, for however long that takes.
        if (!await(between, patience.toMillis()) && computing) {
            err.println(
                    "lynceus: waiting for the end of the step or validation that is under way (kill -9 does not wait)");
            await(between, Long.MAX_VALUE);
        }
        halt.accept(INTERRUPTED);
    }

    /** To be called by the thread that computes; does not return once the run is being stopped. */
    void betweenSteps() {
        computing = true;
        if (stopping) {
            between.countDown();
            await(new CountDownLatch(1), Long.MAX_VALUE);
        }
    }

    @Override
    public void started(TrainingPlan plan) {
        betweenSteps();
    }

    @Override
    public void stepped(StepReport step) {
        betweenSteps();
    }

    /** The epoch's checkpoint has been written. */
    @Override
    public void epochDone(EpochSummary epoch) {
        betweenSteps();
    }

    private static boolean await(CountDownLatch latch, long milliseconds) {
        try {
            return latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The run has ended by itself, well or not: nothing computes any more. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The notice is being given.
        }
        // It would wait for a step that does not come any more.
        between.countDown();
    }
}
