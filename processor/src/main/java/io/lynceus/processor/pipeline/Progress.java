package io.lynceus.processor.pipeline;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a camera has come, stored in the transaction of its events: all that it takes to go on in the middle of a
 * group of pictures.
 *
 * @param camera name
 * @param epoch of the connection at work
 * @param ended whether that one has come to its marker
 * @param start the keyframe from which the frames that are due, and the ones that build on them, can be decoded; null
 *     while a keyframe is waited for
 * @param end offset after the latest packet, in the start's partition
 * @param epochs the latest connections in the order in which they appeared in the topic, the one at work among them
 * @param outdatedInARow packets of older connections since the latest of the one at work
 * @param due packets that have not come to an outcome, in the order of their offsets
 * @param skipped skipped frames whose event is not out yet; whatever else was seen and is not due has had its event
 * @param nextSample when the next frame is due for the model under the policy sample, in microseconds since 1970; null
 *     when any would do
 * @param stages the states of the camera's stages
 */
public record Progress(
        String camera,
        long epoch,
        boolean ended,
        PacketFacts.@Nullable Origin start,
        long end,
        List<KnownEpoch> epochs,
        int outdatedInARow,
        List<PacketFacts> due,
        @Nullable SkippedFrames skipped,
        @Nullable Long nextSample,
        List<StageState> stages) {
    /** True when an event is still to come of what was seen. */
    public boolean open() {
        return !due.isEmpty() || skipped != null;
    }

    /** Sequences of the packets that were seen of the connection at work, first to last of each run. */
    public SortedMap<Long, Long> seen() {
        return epochs.stream()
                .filter(known -> known.epoch() == epoch)
                .findFirst()
                .map(KnownEpoch::seen)
                .orElseGet(TreeMap::new);
    }

    /** The same with another start. */
    Progress from(PacketFacts.@Nullable Origin other) {
        return new Progress(camera, epoch, ended, other, end, epochs, outdatedInARow, due, skipped, nextSample, stages);
    }
}
