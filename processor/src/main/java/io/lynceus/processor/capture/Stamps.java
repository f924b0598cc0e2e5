package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CaptureTimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps and capture times of one connection's packets: by the camera's clock when it tells it, else by ours; by
 * our clock alone where the stream has no timestamps at all. One thread.
 */
final class Stamps {
    private static final long MICROS = 1_000_000;

    private final StreamTime time;
    private final Timeline timeline;
    private final CameraClock cameraClock;
    private final OurClock ourClock;
    private @Nullable Instant base;
    private long first;
    private boolean strayed;

    Stamps(StreamTime time) {
        this.time = time;
        timeline = new Timeline(time.numerator(), time.denominator(), time.wrapBits(), time.live());
        cameraClock = new CameraClock(time.numerator(), time.denominator(), time.wrapBits());
        ourClock = new OurClock(time.numerator(), time.denominator());
    }

    /** Numerator of the time base that the packets get, in seconds. */
    int timeBaseNumerator() {
        return time.clocked() ? time.numerator() : 1;
    }

    /** Denominator of the time base that the packets get, in seconds. */
    int timeBaseDenominator() {
        return time.clocked() ? time.denominator() : (int) MICROS;
    }

    /** True once a packet had a timestamp that did not fit those before it. */
    boolean strayed() {
        return strayed;
    }

    /**
     * The next packet with its times.
     *
     * @param ingest our clock
     * @param now System.nanoTime
     */
    Stamped stamp(Packet packet, Instant ingest, long now) {
        if (!time.clocked()) {
            return unclocked(packet, ingest);
        }
        Placed placed = timeline.place(packet, now);
        strayed |= placed.alone();
        Long sender = cameraClock.micros(placed);
        if (sender != null) {
            return new Stamped(placed.packet(), instant(sender), CaptureTimeSource.SENDER_REPORT, ingest);
        }
        Long tick = placed.placed();
        if (!time.live()) {
            boolean before = base == null && packet.beside().discard();
            Instant seen = before ? ingest : sinceOpening(tick, ingest);
            return new Stamped(placed.packet(), seen, CaptureTimeSource.FILE, ingest);
        }
        if (tick == null) {
            return new Stamped(placed.packet(), ingest, CaptureTimeSource.INGEST_TIME, ingest);
        }
        Instant seen = instant(ourClock.micros(tick, placed.alone(), micros(ingest)));
        return new Stamped(placed.packet(), seen, CaptureTimeSource.INGEST_CLOCK, ingest);
    }

    /** What FFmpeg made up is left out: the order of decoding is all that there is. */
    private Stamped unclocked(Packet packet, Instant ingest) {
        if (base == null) {
            base = ingest;
        }
        Packet own = packet.at(null, ChronoUnit.MICROS.between(base, ingest));
        return new Stamped(own, ingest, CaptureTimeSource.INGEST_TIME, ingest);
    }

    /** Our clock at a file's first packet, plus how far the file's own time has come since. */
    private Instant sinceOpening(@Nullable Long tick, Instant ingest) {
        if (tick == null) {
            return ingest;
        }
        if (base == null) {
            base = ingest;
            first = tick;
        }
        // A broken container may hold any number: what does not fit is our clock's.
        double micros = (double) (tick - first) * MICROS * time.numerator() / time.denominator();
        return Math.abs(micros) < MICROS * 1e9 ? base.plus(Math.round(micros), ChronoUnit.MICROS) : ingest;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
