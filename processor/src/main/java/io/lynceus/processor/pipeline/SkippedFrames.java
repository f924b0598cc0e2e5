package io.lynceus.processor.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Skipped packets that follow one another and share one event.
 *
 * @param lastSequence the first's when it is the only one
 * @param reason why they are skipped
 * @param offsetSteps offsets of the packets after the first, each counted from the one before; fewer than there are
 *     packets when an older version began the run
 */
public record SkippedFrames(PacketFacts first, long lastSequence, String reason, List<Integer> offsetSteps) {
    /** Their event waits for the last of them: not for longer than people look away. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** Files may be read faster than they were filmed. */
    private static final int MOST = 100;

    public SkippedFrames {
        offsetSteps = List.copyOf(offsetSteps);
    }

    /** One alone. */
    SkippedFrames(PacketFacts only, String reason) {
        this(only, only.sequence(), reason, List.of());
    }

    /** These and one packet more, or null when that one cannot share their event. */
    @Nullable
    SkippedFrames and(PacketFacts packet, String why) {
        boolean joins = packet.sequence() == lastSequence + 1
                && packet.epoch() == first.epoch()
                && count() < MOST
                && why.equals(reason)
                && Duration.between(first.ingestTime(), packet.ingestTime()).compareTo(LONGEST) < 0;
        long step = packet.origin().offset() - lastOffset();
        if (!joins || step < 1 || step > Integer.MAX_VALUE || !packet.origin().samePartition(first.origin())) {
            return null;
        }
        List<Integer> steps = new ArrayList<>(offsetSteps);
        steps.add((int) step);
        return new SkippedFrames(first, packet.sequence(), reason, steps);
    }

    private long lastOffset() {
        return first.origin().offset()
                + offsetSteps.stream().mapToLong(Integer::longValue).sum();
    }

    /** How many they are. */
    public int count() {
        return Math.toIntExact(lastSequence - first.sequence() + 1);
    }
}
