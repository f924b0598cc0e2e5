package io.lynceus.processor.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Skipped packets that follow one another and share one event.
 *
 * @param lastSequence the first's when it is the only one
 * @param reason why they are skipped
 */
public record SkippedFrames(PacketFacts first, long lastSequence, String reason) {
    /** Their event waits for the last of them: not for longer than people look away. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** Files may be read faster than they were filmed. */
    private static final int MOST = 100;

    /** These and one packet more, or null when that one cannot share their event. */
    @Nullable
    SkippedFrames and(PacketFacts packet, String why) {
        boolean joins = packet.sequence() == lastSequence + 1
                && packet.epoch() == first.epoch()
                && count() < MOST
                && why.equals(reason)
                && Duration.between(first.ingestTime(), packet.ingestTime()).compareTo(LONGEST) < 0;
        return joins ? new SkippedFrames(first, packet.sequence(), reason) : null;
    }

    /** How many they are. */
    public int count() {
        return Math.toIntExact(lastSequence - first.sequence() + 1);
    }
}
