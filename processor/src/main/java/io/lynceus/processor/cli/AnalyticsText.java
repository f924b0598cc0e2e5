package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Tracks, zone events and counts for people. */
final class AnalyticsText {
    private static final String TRACK = "%-12s  %-16s %8s  %-8s %-12s %9s  %s";
    private static final String ZONE = "%-12s  %-16s %-16s %-18s %8s  %-12s %s";
    private static final String COUNT = "%-12s  %-16s %6s %7s  %s";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private AnalyticsText() {}

    static String header(AnalyticsTopic topic) {
        return switch (topic) {
            case TRACKS ->
                String.format(TRACK, "CAPTURED", "CAMERA", "TRACK", "CHANGE", "CLASS", "SEEN FOR", "BEST FRAME");
            case ZONE_EVENTS -> String.format(ZONE, "HAPPENED", "CAMERA", "ZONE", "WHAT", "TRACK", "CLASS", "MORE");
            case COUNTS -> String.format(COUNT, "FROM", "CAMERA", "LENGTH", "FRAMES", "COUNTS");
        };
    }

    static String row(SpecificRecord record) {
        if (record instanceof TrackEvent track) {
            return track(track);
        }
        return record instanceof ZoneEvent event ? zone(event) : counts((CountWindow) record);
    }

    private static String track(TrackEvent event) {
        Duration seen =
                Duration.between(event.getFirst().getTime(), event.getLast().getTime());
        return String.format(
                TRACK,
                CLOCK.format(event.getCaptureTime()),
                event.getCamera(),
                event.getTrackId(),
                event.getChange(),
                event.getLabel(),
                seconds(seen.toMillis()),
                event.getBest().getFrameId());
    }

    private static String zone(ZoneEvent event) {
        return String.format(
                        ZONE,
                        CLOCK.format(event.getTime()),
                        event.getCamera(),
                        event.getZone(),
                        event.getKind(),
                        event.getTrackId() == null ? "" : event.getTrackId(),
                        event.getLabel() == null ? "" : event.getLabel(),
                        more(event))
                .stripTrailing();
    }

    private static String more(ZoneEvent event) {
        String more = event.getDirection() == null ? "" : event.getDirection().toString();
        more += event.getWrongDirection() ? ", the wrong way" : "";
        more += part(more, event.getDwellMillis() == null ? null : "after " + seconds(event.getDwellMillis()));
        more += part(more, event.getOccupancy() == null ? null : event.getOccupancy() + " in the zone");
        Float speed = event.getSpeedKmh();
        return more + part(more, speed == null ? null : String.format(Locale.ROOT, "%.1f km/h", speed));
    }

    private static String part(String before, @Nullable String next) {
        return next == null ? "" : (before.isEmpty() ? "" : ", ") + next;
    }

    private static String counts(CountWindow window) {
        return String.format(
                COUNT,
                CLOCK.format(window.getStart()),
                window.getCamera(),
                Duration.between(window.getStart(), window.getEnd()).toSeconds() + " s",
                window.getFrames(),
                window.getCounts().stream().map(AnalyticsText::count).collect(Collectors.joining("; ")));
    }

    private static String count(ClassCount count) {
        String what = count.getZone().isEmpty() ? count.getLabel() : count.getZone() + " " + count.getLabel();
        if (count.getPlace() == CountPlace.LINE) {
            return what + " " + count.getForward() + " forward, " + count.getBackward() + " backward";
        }
        String most = ", at most " + count.getMost() + " at once";
        return count.getPlace() == CountPlace.ZONE
                ? what + " " + count.getEntered() + " in, " + count.getLeft() + " out" + most
                : what + " " + count.getTracks() + most;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
