package io.lynceus.processor.capture;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the timestamps of a connection on one line. Decoding does not depend on them, so none of them ends anything.
 *
 * <p>Those of MPEG-TS start again from 0 after 26.5 hours (33 bits of 90 kHz): the line goes on. One that is not on the
 * line is put where it would be by the packets before it, and the next that is on the line is as it was. When {@value
 * #PERSISTS} in a row follow another line, a camera has set its clock or started its encoder again, and that line
 * counts: a few seconds ahead it is taken for what it says, else it goes on where the old one was. One thread.
 */
final class Timeline {
    /** So many packets in a row are no accident. */
    static final int PERSISTS = 5;

    /** Packets come out of order within this, or within two of their steps. */
    private static final double BACK_SECONDS = 1;

    /** A network that held packets back, or a camera that left some out, may take a line this far ahead. */
    private static final double AHEAD_SECONDS = 10;

    /** But not in one step, unless that follows others like it. */
    private static final double STEP_SECONDS = 1;

    private static final int BITS_OF_LONG = 63;

    private final double secondsPerTick;
    private final long period;
    private final boolean live;
    private final Steps steps = new Steps();
    private boolean started;
    private long offset;
    private long last;
    private long lastNanos;
    private long lastPlaced;
    private @Nullable Long beforeGap;
    private int sinceGap;
    private int others;
    private long otherOffset;
    private long otherLast;
    private long otherNanos;

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
    Placed place(Packet packet, long now) {
        Long tick = packet.pts() != null ? packet.pts() : packet.dts();
        if (tick == null) {
            return new Placed(packet, null, null, false);
        }
        if (packet.beside().discard()) {
            // It is not shown: an edit list goes back to a keyframe, and the line goes on after it.
            return new Placed(at(packet, tick, tick + offset), tick, tick + offset, false);
        }
        Long followed = started ? onLine(tick, now) : Long.valueOf(begin(packet, tick));
        long placed = followed == null ? onOther(tick, now) : followed;
        boolean alone = followed == null && others > 0;
        if (followed != null) {
            others = 0;
            if (started && last == lastPlaced) {
                steps.add(placed - last);
            }
        }
        if (!alone) {
            last = placed;
            lastNanos = now;
        }
        started = true;
        lastPlaced = placed;
        return new Placed(at(packet, tick, placed), tick, placed, alone);
    }

    private long begin(Packet packet, long tick) {
        // A picture may be shown after the wrap and sent before it.
        Long dts = packet.dts();
        offset = period != 0 && dts != null && dts - tick > period / 2 ? period : 0;
        return tick + offset;
    }

    /** Where a timestamp is on the line, null when it is not. */
    private @Nullable Long onLine(long tick, long now) {
        double elapsed = (now - lastNanos) / 1e9;
        double ahead = live ? elapsed + slack() : Double.POSITIVE_INFINITY;
        double aheadAfterWrap = live ? ahead : AHEAD_SECONDS;
        if (!fits(tick + offset, last, ahead)) {
            if (period != 0 && fits(tick + offset + period, last, aheadAfterWrap)) {
                offset += period;
            } else if (period != 0 && fits(tick + offset - period, last, aheadAfterWrap)) {
                offset -= period;
            } else if (beforeGap == null || !fits(tick + offset, beforeGap, seconds(last - beforeGap))) {
                return null;
            }
        }
        noticeGap(tick + offset);
        return tick + offset;
    }

    /**
     * A file may have a gap; but when its line goes on before it, it was one timestamp that was wrong, or pictures that
     * are out of order.
     */
    private void noticeGap(long tick) {
        if (!live && seconds(tick - last) > AHEAD_SECONDS) {
            beforeGap = last;
            sinceGap = 0;
        } else if (++sinceGap == PERSISTS) {
            beforeGap = null;
        }
    }

    private double slack() {
        return steps.known() ? STEP_SECONDS + 2 * seconds(steps.middle()) : AHEAD_SECONDS;
    }

    /** Where a timestamp is that is not on the line. No packet is off the line any more when the other one counts. */
    private long onOther(long tick, long now) {
        double ahead = live ? (now - otherNanos) / 1e9 + slack() : Double.POSITIVE_INFINITY;
        if (others == 0 || !fits(tick + otherOffset, otherLast, ahead)) {
            others = 0;
            otherOffset = lastPlaced + steps.usual() - tick;
        }
        others++;
        otherLast = tick + otherOffset;
        otherNanos = now;
        if (others == PERSISTS) {
            others = 0;
            double jump = seconds(tick + offset - last);
            offset = jump > 0 && jump <= AHEAD_SECONDS ? offset : otherOffset;
            return tick + offset;
        }
        return otherLast;
    }

    private boolean fits(long tick, long after, double ahead) {
        double step = seconds(tick - after);
        return step >= -Math.max(BACK_SECONDS, 2 * seconds(steps.middle())) && step <= ahead;
    }

    private double seconds(long ticks) {
        return ticks * secondsPerTick;
    }

    private Packet at(Packet packet, long tick, long placed) {
        Long dts = beside(packet.dts(), placed - tick, placed);
        dts = dts == null ? beside(packet.dts(), offset, placed) : dts;
        Long pts = packet.pts() == null ? null : Long.valueOf(placed);
        boolean same = placed == tick && (dts == null ? packet.dts() == null : dts.equals(packet.dts()));
        return same ? packet : packet.at(pts, dts);
    }

    /** A decoding time on the same side of the wrap as the presentation time; null when it is nowhere near. */
    private @Nullable Long beside(@Nullable Long dts, long shift, long placed) {
        if (dts == null) {
            return null;
        }
        long moved = dts + shift;
        if (period != 0 && placed - moved > period / 2) {
            moved += period;
        } else if (period != 0 && moved - placed > period / 2) {
            moved -= period;
        }
        return Math.abs(seconds(moved - placed)) <= AHEAD_SECONDS ? moved : null;
    }
}
