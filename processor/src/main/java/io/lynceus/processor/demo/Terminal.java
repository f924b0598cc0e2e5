package io.lynceus.processor.demo;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The demo's lines, and one line that is written over in place where the output is a terminal. Thread-safe. */
public final class Terminal {
    private static final int WIDTH = 79;
    private static final long PLAIN_APART_MILLIS = 10_000;

    private final PrintWriter out;
    private final boolean inPlace;
    private boolean statusShown;
    private long lastPlain = Long.MIN_VALUE / 2;

    /** @param inPlace whether the output is a terminal */
    public Terminal(PrintWriter out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /** A line with the time since this process started before it. */
    public void step(String text) {
        line(String.format(Locale.ROOT, "[%5.1f s] %s", secondsSinceStart(), text));
    }

    synchronized void line(String text) {
        clearStatus();
        out.println(text);
        out.flush();
    }

    /** The state of things: written over the last one on a terminal, a line every 10 seconds elsewhere. */
    synchronized void status(String text) {
        if (inPlace) {
            out.print("\r\033[K" + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
            out.flush();
            statusShown = true;
        } else if (System.nanoTime() / 1_000_000 - lastPlain >= PLAIN_APART_MILLIS) {
            lastPlain = System.nanoTime() / 1_000_000;
            out.println(text);
            out.flush();
        }
    }

    static double secondsSinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1000.0;
    }

    private void clearStatus() {
        if (statusShown) {
            out.print("\r\033[K");
            statusShown = false;
        }
    }
}
