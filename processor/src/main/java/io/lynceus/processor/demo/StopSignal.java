package io.lynceus.processor.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM as a wish to end. Not a shutdown hook: while hooks run the JVM is already coming down, ONNX Runtime's own hook
 * takes its environment away under the detector, and the exit code is lost.
 */
final class StopSignal implements AutoCloseable {
    private static final int KILLED_BY_INTERRUPT = 130;

    private final CountDownLatch wished = new CountDownLatch(1);
    private final AtomicInteger signals = new AtomicInteger();
    private final SignalHandler beforeInterrupt = Signal.handle(new Signal("INT"), signal -> onSignal());
    private final SignalHandler beforeTerminate = Signal.handle(new Signal("TERM"), signal -> onSignal());

    /** @return true as soon as somebody wishes to end, false when the time is up */
    boolean await(Duration time) throws InterruptedException {
        return wished.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** True when somebody wishes to end. */
    boolean wished() {
        return wished.getCount() == 0;
    }

    private void onSignal() {
        wished.countDown();
        if (signals.incrementAndGet() > 1) {
            // Asked twice: at once, without the ledger.
            Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
        }
    }

    @Override
    public void close() {
        Signal.handle(new Signal("INT"), beforeInterrupt);
        Signal.handle(new Signal("TERM"), beforeTerminate);
    }
}
