package io.lynceus.trainer.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many pictures are done, as a bar on standard error where that is a terminal, as one line where it is not. */
final class PictureProgress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    /**
     * @param what for example {@code validate}
     * @param total 0 when it is not known
     */
    PictureProgress(String what, long total) {
        PrintStream err = System.err;
        if (System.console() == null) {
            bar = null;
            err.println(what + ": " + (total > 0 ? total + " pictures" : "pictures") + "...");
        } else {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUnit(" pictures", 1)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }
    }

    void done(long pictures) {
        if (bar != null) {
            bar.stepTo(pictures);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
