package io.lynceus.processor.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many frames are done: a bar on standard error where that is a terminal, one line where it is not. */
final class DetectProgress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /** @param total frames, 0 when it is not known */
    DetectProgress(String source, long total) {
        PrintStream err = System.err;
        if (System.console() == null) {
            bar = null;
            err.println("detect: " + source + (total > 0 ? ", " + total + " frames" : "") + "...");
        } else {
            bar = new ProgressBarBuilder()
                    .setTaskName("detect")
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUnit(" frames", 1)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }
    }

    void done(long frames) {
        if (bar != null) {
            bar.stepTo(frames);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
