package io.lynceus.trainer.cli;

import io.lynceus.trainer.weights.DownloadListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** How far a download is: one line that is written over where there is a terminal, a line every ten seconds else. */
final class DownloadProgress implements DownloadListener {
    private static final long TERMINAL = Duration.ofMillis(200).toNanos();
    private static final long LOG = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private final boolean terminal;
    private long told = System.nanoTime();
    private long since;
    private long begin = -1;

    DownloadProgress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void bytes(long done, long whole) {
        long now = System.nanoTime();
        if (begin < 0) {
            begin = done;
            since = now;
        }
        boolean last = done == whole;
        if (now - told < (terminal ? TERMINAL : LOG) && !last) {
            return;
        }
        told = now;
        double rate = (done - begin) / 1e6 / Math.max(1e-3, (now - since) / 1e9);
        String of = whole > 0 ? String.format(Locale.ROOT, " of %.1f", whole / 1e6) : "";
        String text = String.format(Locale.ROOT, "%.1f%s MB fetched, %.1f MB/s", done / 1e6, of, rate);
        if (terminal) {
            err.print("\r" + text + "   " + (last ? System.lineSeparator() : ""));
        } else {
            err.println(text);
        }
        err.flush();
    }

    @Override
    public void again(String why) {
        err.println((terminal ? System.lineSeparator() : "") + why + "; trying again");
        begin = -1;
    }
}
