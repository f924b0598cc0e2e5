package io.lynceus.processor.capture;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the timestamps of a connection on one line: those of MPEG-TS start again from 0 after 26.5 hours (33 bits of 90
 * kHz), those of RTP after 13 (32 bits). A jump that is none of these is a camera that has set its clock or started its
 * encoder again. One thread.
 */
final class Timeline {
    /** A step back is a jump beyond this: more than frames are out of order. */
    private static final double BACK_SECONDS = 1;

    /** A step ahead is a jump beyond this: more than a network holds packets back. */
    private static final double AHEAD_SECONDS = 10;

    private static final int BITS_OF_LONG = 63;

    private final double secondsPerTick;
    private final long period;
    private final boolean live;
    private long offset;
    private boolean started;
    private boolean jumped;
    private long last;
    private long lastNanos;

    /**
     * @param wrapBits after how many bits the container's timestamps start again
     * @param live true when packets come as the camera makes them; a file may have gaps and be read at any pace
     */
    Timeline(int timeBaseNumerator, int timeBaseDenominator, int wrapBits, boolean live) {
        this.secondsPerTick = (double) timeBaseNumerator / timeBaseDenominator;
        this.period = wrapBits > 0 && wrapBits < BITS_OF_LONG ? 1L << wrapBits : 0;
        this.live = live;
    }

    /**
     * The packet with its timestamps on the line.
     *
     * @param now System.nanoTime
     */
    Packet place(Packet packet, long now) {
        jumped = false;
        Long tick = packet.dts() != null ? packet.dts() : packet.pts();
        if (tick == null) {
            return packet;
        }
        if (started) {
            follow(tick, now);
        }
        started = true;
        last = tick + offset;
        lastNanos = now;
        return offset == 0 && period == 0 ? packet : packet.at(beside(packet.pts()), beside(packet.dts()));
    }

    /** True when the packet last placed does not follow the one before: it starts an epoch. */
    boolean jumped() {
        return jumped;
    }

    private void follow(long tick, long now) {
        double elapsed = live ? (now - lastNanos) / 1e9 : 0;
        if (fits(tick + offset, live ? elapsed : Double.POSITIVE_INFINITY)) {
            return;
        }
        if (period != 0 && fits(tick + offset + period, elapsed)) {
            offset += period;
        } else if (period != 0 && fits(tick + offset - period, elapsed)) {
            offset -= period;
        } else {
            offset = 0;
            jumped = true;
        }
    }

    private boolean fits(long tick, double elapsed) {
        double step = ((double) tick - last) * secondsPerTick;
        return step >= -BACK_SECONDS && step - elapsed <= AHEAD_SECONDS;
    }

    /** On the line, and on the same side of the wrap as the packet's other timestamp. */
    private @Nullable Long beside(@Nullable Long timestamp) {
        if (timestamp == null) {
            return null;
        }
        long placed = timestamp + offset;
        if (period != 0 && placed - last < -(period / 2)) {
            return placed + period;
        }
        return period != 0 && placed - last > period / 2 ? placed - period : placed;
    }
}
