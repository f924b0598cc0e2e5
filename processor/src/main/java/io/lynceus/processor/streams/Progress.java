package io.lynceus.processor.streams;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a camera has come, stored in the transaction of its events: all that it takes to go on in the middle of a group of pictures.
 *
 * @param camera name
 * @param epoch of the latest packet
 * @param start the keyframe from which the frames that are due, and the ones that build on them, can be decoded; null while a keyframe
 *     is waited for
 * @param end offset after the latest packet, in the start's partition
 * @param seen sequences of the epoch's packets so far, first to last of each run
 * @param due packets that have not come to an outcome, in the order of their offsets
 * @param run skipped packets whose event is not out yet; whatever else was seen and is not due has had its event
 * @param nextSample as {@link FrameChoice#nextSample} says
 * @param connections the epoch among the camera's others
 */
record Progress(
        String camera,
        long epoch,
        PacketFacts.@Nullable Origin start,
        long end,
        SortedMap<Long, Long> seen,
        List<PacketFacts> due,
        @Nullable SkippedRun run,
        long nextSample,
        Connections connections) {
    /** True when an event is still to come of what was seen. */
    boolean open() {
        return !due.isEmpty() || run != null;
    }

    Progress from(PacketFacts.@Nullable Origin other) {
        return new Progress(camera, epoch, other, end, seen, due, run, nextSample, connections);
    }
}
