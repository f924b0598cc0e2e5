package io.lynceus.processor.cli;

import io.lynceus.processor.inference.BatchListener;
import java.util.Locale;

/** What the engine's batches took of late. Thread-safe. */
final class BatchTimes implements BatchListener {
    private long batches;
    private long pictures;
    private long waitNanos;
    private long runNanos;

    @Override
    public synchronized void onBatch(int size, long wait, long run) {
        batches++;
        pictures += size;
        waitNanos += wait;
        runNanos += run;
    }

    /** Means since the last call, to go on with a line; empty when nothing ran. */
    synchronized String text() {
        if (batches == 0) {
            return "";
        }
        String text = String.format(
                Locale.ROOT,
                " | batches of %.1f, wait %.1f ms, run %.1f ms",
                (double) pictures / batches,
                waitNanos / 1e6 / batches,
                runNanos / 1e6 / batches);
        batches = 0;
        pictures = 0;
        waitNanos = 0;
        runNanos = 0;
        return text;
    }
}
