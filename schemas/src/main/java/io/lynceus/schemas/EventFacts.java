package io.lynceus.schemas;

import io.lynceus.schemas.avro.FrameDetections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of its frame, without boxes and model: see {@link FrameDetections} for each.
 *
 * @param lastSequence null but for a run of skipped frames
 * @param status the symbol's name
 * @param damaged true when it says why the picture is not to be trusted
 */
public record EventFacts(
        String frameId,
        String camera,
        long epoch,
        long sequence,
        @Nullable Long lastSequence,
        int frameCount,
        long pts,
        String status,
        String originTopic,
        int originPartition,
        long originOffset,
        String application,
        boolean damaged,
        List<Integer> offsetSteps) {
    public EventFacts {
        offsetSteps = List.copyOf(offsetSteps);
    }

    /** Those of a whole event. */
    public static EventFacts of(FrameDetections event) {
        return new EventFacts(
                event.getFrameId(),
                event.getCamera(),
                event.getEpoch(),
                event.getSequence(),
                event.getLastSequence(),
                event.getFrameCount(),
                event.getPts(),
                event.getStatus().toString(),
                event.getOriginTopic(),
                event.getOriginPartition(),
                event.getOriginOffset(),
                event.getApplication(),
                event.getDamaged() != null,
                event.getOffsetSteps());
    }
}
