package io.lynceus.processor.cli;

import java.io.PrintWriter;

/** One line that says how things stand: updated in place on a terminal, now and then on a line of its own elsewhere. One thread. */
final class StatusLine implements AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private long lastNanos = System.nanoTime();
    private boolean shown;

    StatusLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On the verb's error stream, so that its output stays data. */
    static StatusLine on(PrintWriter out) {
        return new StatusLine(out, System.console() != null);
    }

    void update(String text) {
        if (terminal) {
            out.print(CLEAR + text);
            shown = true;
        } else if (System.nanoTime() - lastNanos >= NANOS_BETWEEN_LINES) {
            lastNanos = System.nanoTime();
            out.println(text);
        }
        out.flush();
    }

    /** A line that stays, above the status. */
    void print(String line) {
        clear();
        out.println(line);
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
