package io.lynceus.processor.streams;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Skipped packets that follow one another and share one event.
 *
 * @param lastSequence the first's when it is the only one
 * @param reason why they are skipped
 */
record SkippedRun(PacketFacts first, long lastSequence, String reason) {
    /** A run's event waits for its end: not for longer than people look away. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** Files may be read faster than they were filmed. */
    private static final int MOST = 100;

    /** The run with one packet more, or null when that one must start another. */
    @Nullable
    SkippedRun and(PacketFacts packet, String why) {
        boolean joins = packet.sequence() == lastSequence + 1
                && packet.epoch() == first.epoch()
                && count() < MOST
                && why.equals(reason)
                && Duration.between(first.ingestTime(), packet.ingestTime()).compareTo(LONGEST) < 0;
        return joins ? new SkippedRun(first, packet.sequence(), reason) : null;
    }

    int count() {
        return Math.toIntExact(lastSequence - first.sequence() + 1);
    }
}
