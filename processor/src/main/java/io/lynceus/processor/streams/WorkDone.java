package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a stream thread did in one transaction.
 *
 * @param events that it wrote
 * @param tracks records of tracks
 * @param zones records of zones and lines
 * @param missing by camera, how many packets never came that capture had numbered
 * @param letters records that went to the dead letters
 * @param begun when the first event was made
 */
public record WorkDone(
        List<FrameDetections> events,
        List<TrackEvent> tracks,
        List<ZoneEvent> zones,
        Map<String, Long> missing,
        int letters,
        Instant begun) {
    /** Frames of all events. */
    public long frames() {
        return events.stream().mapToLong(FrameDetections::getFrameCount).sum();
    }
}
