package io.lynceus.trainer.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many pictures are done: a bar where there is a terminal, a line every ten seconds where there is none. */
final class PictureProgress implements AutoCloseable {
    private static final long APART = Duration.ofSeconds(10).toNanos();

    private final String what;
    private final long total;
    private final PrintStream err;
    private final LongSupplier nanoTime;
    private final @Nullable ProgressBar bar;
    private long told;

    /**
     * On standard error.
     *
     * @param what for example {@code validate}
     * @param total 0 when it is not known
     */
    PictureProgress(String what, long total) {
        this(what, total, System.err, System.console() != null, System::nanoTime);
    }

    PictureProgress(String what, long total, PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.what = what;
        this.total = total;
        this.err = err;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUnit(" pictures", 1)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        } else {
            bar = null;
            err.println(what + ": " + (total > 0 ? total + " pictures" : "pictures") + "...");
        }
    }

    void done(long pictures) {
        long now = nanoTime.getAsLong();
        if (bar != null) {
            bar.stepTo(pictures);
        } else if (now - told >= APART) {
            told = now;
            String of = total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "";
            err.printf(Locale.ROOT, "%s: %,d%s pictures%n", what, pictures, of);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
