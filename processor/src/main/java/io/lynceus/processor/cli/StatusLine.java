package io.lynceus.processor.cli;

import io.lynceus.processor.config.LogFormat;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line that says how things stand: updated in place on a terminal, now and then on a line of its own elsewhere. One
 * thread.
 */
final class StatusLine implements AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;
    private static final String CLEAR = "\r\033[K";

    private static final Logger LOG = LoggerFactory.getLogger(LogSetup.STATUS);

    private final PrintWriter out;
    private final boolean terminal;
    private final Consumer<String> lines;
    private long lastNanos = System.nanoTime();
    private boolean shown;

    StatusLine(PrintWriter out, boolean terminal) {
        this(out, terminal, out::println);
    }

    private StatusLine(PrintWriter out, boolean terminal, Consumer<String> lines) {
        this.out = out;
        this.terminal = terminal;
        this.lines = lines;
    }

    /** On the verb's error stream, so that its output stays data. */
    static StatusLine on(PrintWriter out) {
        return new StatusLine(out, System.console() != null);
    }

    /** The same, or lines of the log where that is JSON. */
    static StatusLine on(PrintWriter out, LogFormat format) {
        return format == LogFormat.JSON ? new StatusLine(out, false, LOG::info) : on(out);
    }

    void update(String text) {
        if (terminal) {
            out.print(CLEAR + text);
            shown = true;
        } else if (System.nanoTime() - lastNanos >= NANOS_BETWEEN_LINES) {
            lastNanos = System.nanoTime();
            lines.accept(text);
        }
        out.flush();
    }

    /** A line that stays, above the status. */
    void print(String line) {
        clear();
        lines.accept(line);
        out.flush();
    }

    private void clear() {
        if (shown) {
            out.print(CLEAR);
            shown = false;
        }
    }

    @Override
    public void close() {
        clear();
        out.flush();
    }
}
