package io.lynceus.processor.kafka;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that our records are stamped with: the broker's, as far as it has told, and ours until then. It goes on with
 * a clock that nobody sets. Brokers delete records by this time and refuse those that are too far from theirs, so it
 * must not be what a wrong clock says; what capture and cameras claim is in the record itself. Says once when our clock
 * differs from the broker's. Safe for several threads.
 */
public final class RecordTime {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);
    private static final Duration WORTH_SAYING = Duration.ofSeconds(30);
    private static final long MARGIN_MILLIS = 60_000;

    /** How a broker refuses a time, from its first and last that it takes. */
    private static final Pattern REFUSAL =
            Pattern.compile("timestamp should be within \\[(-?\\d{1,19}), (-?\\d{1,19})]", Pattern.CASE_INSENSITIVE);

    private final LongSupplier ours;
    private final LongSupplier nanos;
    private volatile @Nullable Told told;
    private boolean differs;

    private record Told(long millis, long nanos) {}

    /**
     * @param ours our clock, milliseconds since 1970
     * @param nanos one that nobody sets, such as {@link System#nanoTime}
     */
    RecordTime(LongSupplier ours, LongSupplier nanos) {
        this.ours = ours;
        this.nanos = nanos;
    }

    /** Of this machine's clock, until a broker tells another. */
    public static RecordTime ours() {
        return new RecordTime(System::currentTimeMillis, System::nanoTime);
    }

    /** Milliseconds since 1970, never less than 0. */
    public long millis() {
        Told last = told;
        long now = last == null ? ours.getAsLong() : last.millis + (nanos.getAsLong() - last.nanos) / 1_000_000;
        return Math.max(0, now);
    }

    /** What a broker's clock says now. */
    void tell(long millis) {
        told = new Told(millis, nanos.getAsLong());
        say(Duration.ofMillis(ours.getAsLong() - millis));
    }

    /**
     * Learns from a refusal.
     *
     * @return true when it was about a record's time, and the next one will be one that the broker takes
     */
    public boolean refused(@Nullable Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            Matcher words = REFUSAL.matcher(String.valueOf(cause.getMessage()));
            if (words.find()) {
                take(Long.parseLong(words.group(1)), Long.parseLong(words.group(2)));
                return true;
            }
        }
        return false;
    }

    private void take(long first, long last) {
        long low = Math.max(0, first);
        // A broker without an upper limit adds it to its time all the same, and comes out below.
        long high = last < first ? Long.MAX_VALUE : last;
        long margin = Math.min(MARGIN_MILLIS, (high - low) / 2);
        long taken = Math.min(Math.max(millis(), low + margin), high - margin);
        told = new Told(taken, nanos.getAsLong());
        say(Duration.ofMillis(ours.getAsLong() - taken));
    }

    private synchronized void say(Duration ahead) {
        boolean now = ahead.abs().compareTo(WORTH_SAYING) > 0;
        if (now && !differs) {
            LOG.warn(
                    "this machine's clock is {} s {} the broker's: records are stamped with the broker's time,"
                            + " the times"
                            + " in them stay this machine's; set the clock that is wrong",
                    String.format(Locale.ROOT, "%,d", ahead.abs().toSeconds()),
                    ahead.isNegative() ? "behind" : "ahead of");
        } else if (!now && differs) {
            LOG.warn("this machine's clock and the broker's agree again");
        }
        differs = now;
    }
}
