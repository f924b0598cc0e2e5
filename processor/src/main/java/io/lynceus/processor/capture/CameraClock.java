package io.lynceus.processor.capture;

import org.jspecify.annotations.Nullable;

/**
 * The camera's clock, by what its sender reports say: which time it had at zero of the connection's line. A packet's
 * time is by the latest report before it. A timestamp that is not on the line is put right with it. When the line
 * itself has moved, the report before that says nothing any more, and the line goes on until the next. One thread.
 */
final class CameraClock {
    /** Two numbers that were rounded to microseconds. */
    private static final double SAME = 3;

    /** Cameras report each few seconds: one that has not for so long has said the same again. */
    private static final long LONGEST_STALE = 30_000_000;

    private final double microsPerTick;
    private final double wrapMicros;
    private @Nullable Long zero;
    private double report;
    private long shift;
    private @Nullable Long movedAt;

    /** @param wrapBits after how many bits the container's timestamps, and so the reports', start again */
    CameraClock(int timeBaseNumerator, int timeBaseDenominator, int wrapBits) {
        this.microsPerTick = 1e6 * timeBaseNumerator / timeBaseDenominator;
        this.wrapMicros = Math.scalb(microsPerTick, wrapBits);
    }

    /** When the camera saw the frame, in microseconds since 1970; null when it has not said. */
    @Nullable
    Long micros(Placed placed) {
        Long sender = placed.packet().senderMicros();
        Long tick = placed.tick();
        Long onLine = placed.placed();
        if (tick == null || onLine == null) {
            return sender;
        }
        long line = Math.round(onLine * microsPerTick);
        if (!placed.alone() && sender != null) {
            hear(sender, tick, onLine, line);
        }
        return zero == null ? null : Long.valueOf(zero + line);
    }

    private void hear(long sender, long tick, long onLine, long line) {
        double reported = sender - tick * microsPerTick;
        boolean fresh = zero == null || Math.abs(Math.IEEEremainder(reported - report, wrapMicros)) > SAME;
        boolean moved = onLine - tick != shift;
        if (moved && zero != null) {
            movedAt = line;
        }
        if (fresh || movedAt == null || line - movedAt > LONGEST_STALE) {
            zero = sender - line;
            movedAt = null;
        }
        report = reported;
        shift = onLine - tick;
    }
}
