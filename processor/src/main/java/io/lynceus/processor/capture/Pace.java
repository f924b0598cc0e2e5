package io.lynceus.processor.capture;

import org.jspecify.annotations.Nullable;

/** When a file's packets are due, so that they come as a camera would send them. One thread. */
final class Pace {
    private static final double NANOS = 1e9;
    /** A gap in the timestamps longer than this is a fault of the file, not a wait. */
    private static final double LONGEST_WAIT = 10 * NANOS;

    private final double nanosPerTick;
    private boolean started;
    private long startNanos;
    private long startTick;

    Pace(int timeBaseNumerator, int timeBaseDenominator) {
        this.nanosPerTick = NANOS * timeBaseNumerator / timeBaseDenominator;
    }

    /**
     * How long to wait with a packet.
     *
     * @param now System.nanoTime
     * @return nanoseconds, 0 or less when it is due
     */
    long wait(Packet packet, long now) {
        Long tick = tick(packet);
        if (tick == null) {
            return 0;
        }
        if (started) {
            double wait = (tick - startTick) * nanosPerTick - (now - startNanos);
            if (Math.abs(wait) <= LONGEST_WAIT) {
                return (long) wait;
            }
        }
        started = true;
        startNanos = now;
        startTick = tick;
        return 0;
    }

    /** Decoding time goes up from packet to packet, presentation time need not. */
    private static @Nullable Long tick(Packet packet) {
        return packet.dts() != null ? packet.dts() : packet.pts();
    }
}
