package io.lynceus.processor.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM as a word that the running verb listens for. A second one ends the JVM at once, and so does the
 * time that a verb has to end in good order. Declare it first of the verb's resources, so that it is closed last.
 *
 * <p>Not a shutdown hook: hooks run side by side, and ONNX Runtime's own takes its environment away under a detector
 * that is still at work; and a verb that ended in good order could no longer say so with its exit code.
 */
final class StopSignal implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");
    private static final Signal TERMINATE = new Signal("TERM");
    private static final int KILLED_BY_SIGNAL = 128;

    /** All that a verb waits for when it ends has a shorter patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Duration patience;
    private final SignalHandler interruptBefore = Signal.handle(INTERRUPT, this::on);
    private final SignalHandler terminateBefore = Signal.handle(TERMINATE, this::on);

    private StopSignal(Duration patience) {
        this.patience = patience;
    }

    /** For a verb that ends within seconds. */
    static StopSignal install() {
        return install(PATIENCE);
    }

    /** @param patience how long the verb may take to end */
    static StopSignal install(Duration patience) {
        return new StopSignal(patience);
    }

    private void on(Signal signal) {
        if (asked()) {
            halt(signal);
        }
        asked.countDown();
        Thread leash = new Thread(() -> endAfterPatience(signal), "stop");
        leash.setDaemon(true);
        leash.start();
    }

    private void endAfterPatience(Signal signal) {
        try {
            TimeUnit.MILLISECONDS.sleep(patience.toMillis());
            System.err.println("lynceus: did not end in " + patience.toSeconds() + " s and is ended");
            halt(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void halt(Signal signal) {
        Runtime.getRuntime().halt(KILLED_BY_SIGNAL + signal.getNumber());
    }

    boolean asked() {
        return asked.getCount() == 0;
    }

    /** @return true when we are to stop, false when the time was up first */
    boolean await(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, interruptBefore);
        Signal.handle(TERMINATE, terminateBefore);
    }
}
