package io.lynceus.processor.capture;

/**
 * The time of a stream that has timestamps and no clock, by ours. Its timestamps may run at another rate than they say:
 * a camera that announces 25 frames a second and sends 20 would be a minute behind after five.
 *
 * <p>No frame is seen after it came, so the line is never ahead of our clock; and it is drawn after our clock, slowly,
 * for a packet that is late may have been held back. A stream that is s seconds slow in a second is behind by s times
 * {@value #SECONDS} seconds, and stays there. One thread.
 */
final class OurClock {
    /** In which a line that is behind comes closer by two thirds. */
    private static final double SECONDS = 3;

    /** A packet after a silence is no reason to catch up at once: others may come right behind it. */
    private static final double LONGEST = 0.5;

    private final double microsPerTick;
    private boolean started;
    private double zero;
    private long last;

    OurClock(int timeBaseNumerator, int timeBaseDenominator) {
        this.microsPerTick = 1e6 * timeBaseNumerator / timeBaseDenominator;
    }

    /**
     * When a packet's frame was seen, in microseconds since 1970; not after it came.
     *
     * @param tick its timestamp on the connection's line
     * @param alone true when that one is a guess, by which nothing is put right
     * @param ingest when it came, in microseconds since 1970
     */
    long micros(long tick, boolean alone, long ingest) {
        double line = tick * microsPerTick;
        if (!started) {
            started = true;
            zero = ingest - line;
        } else if (!alone) {
            double late = ingest - (zero + line);
            double elapsed = Math.max(0, Math.min(ingest - last, LONGEST * 1e6));
            zero += late <= 0 ? late : late * elapsed / (SECONDS * 1e6);
        }
        last = ingest;
        return Math.min(ingest, Math.round(zero + line));
    }
}
