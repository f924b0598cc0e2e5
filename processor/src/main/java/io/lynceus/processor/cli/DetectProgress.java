package io.lynceus.processor.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many frames are done: a bar where there is a terminal, a line every ten seconds where there is none. */
final class DetectProgress implements AutoCloseable {
    private static final long APART = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private final long total;
    private final LongSupplier nanoTime;
    private final long start;
    private final @Nullable ProgressBar bar;
    private long told;

    /**
     * On standard error.
     *
     * @param total frames, 0 when it is not known
     */
    DetectProgress(String source, long total) {
        this(source, total, System.err, System.console() != null, System::nanoTime);
    }

    DetectProgress(String source, long total, PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.total = total;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.told = start;
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("detect")
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUnit(" frames", 1)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        } else {
            bar = null;
            err.println("detect: " + source + (total > 0 ? ", " + total + " frames" : "") + "...");
        }
    }

    void done(long frames) {
        long now = nanoTime.getAsLong();
        if (bar != null) {
            bar.stepTo(frames);
        } else if (now - told >= APART) {
            told = now;
            String of = total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "";
            err.printf(Locale.ROOT, "detect: %,d%s frames, %.1f/s%n", frames, of, frames * 1e9 / (now - start));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
