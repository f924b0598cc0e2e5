package io.lynceus.processor.web;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator may want to know of and look at again.
 *
 * @param millis capture time, since 1970
 * @param zone the zone or line; null when it is about none
 * @param label the object's class; null when it is about no object
 * @param frameId of the frame that shows it; null when no frame does
 * @param what in a few words
 */
record Happening(
        String camera,
        long millis,
        @Nullable String zone,
        @Nullable String label,
        @Nullable Long track,
        @Nullable String frameId,
        String what,
        boolean wrong) {
    static Happening of(ZoneEvent event) {
        return new Happening(
                event.getCamera(),
                event.getCaptureTime().toEpochMilli(),
                event.getZone(),
                event.getLabel(),
                event.getTrackId(),
                event.getFrameId(),
                words(event),
                event.getWrongDirection());
    }

    private static String words(ZoneEvent event) {
        Long dwell = event.getDwellMillis();
        String after = dwell == null ? "" : String.format(Locale.ROOT, " after %.1f s", dwell / 1000.0);
        return switch (event.getKind()) {
            case ENTERED -> "entered";
            case LEFT -> "left" + after;
            case CROSSED ->
                "crossed "
                        + (event.getDirection() == CrossingDirection.BACKWARD ? "backward" : "forward")
                        + (event.getWrongDirection() ? ", the wrong way" : "");
            case LOITERING_STARTED -> "loiters";
            case LOITERING_ENDED -> "loiters no more" + after;
            case CROWDING_STARTED -> "crowded: " + event.getOccupancy();
            case CROWDING_ENDED -> "crowded no more" + after;
            case UNKNOWN -> "something happened";
        };
    }

    /** Of a track's beginning or end; null for what comes in between. */
    static @Nullable Happening of(TrackEvent event) {
        boolean ended = event.getChange() == TrackChange.ENDED;
        if (!ended && event.getChange() != TrackChange.STARTED) {
            return null;
        }
        long millis = event.getLast().getTime().toEpochMilli();
        double seconds = (millis - event.getFirst().getTime().toEpochMilli()) / 1000.0;
        return new Happening(
                event.getCamera(),
                millis,
                null,
                event.getLabel(),
                event.getTrackId(),
                ended ? event.getBest().getFrameId() : event.getFrameId(),
                ended ? String.format(Locale.ROOT, "gone after %.1f s", seconds) : "came into view",
                false);
    }

    static Happening of(CameraStatus status) {
        String reason = status.getReason();
        String words = status.getStatus().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Happening(
                status.getCamera(),
                status.getTime().toEpochMilli(),
                null,
                null,
                null,
                null,
                "camera " + words + (reason == null ? "" : ": " + reason),
                status.getStatus() == CameraChange.LOST
                        || status.getStatus() == CameraChange.AUTH_FAILED
                        || status.getStatus() == CameraChange.PACKETS_DROPPED);
    }
}
