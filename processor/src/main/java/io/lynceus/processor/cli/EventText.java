package io.lynceus.processor.cli;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An event for people and for scripts. */
final class EventText {
    private static final String ROW = "%-12s  %-16s %11s  %-12s %8s  %s";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    static final String HEADER = String.format(ROW, "CAPTURED", "CAMERA", "FRAME", "STATUS", "LATENCY", "OBJECTS");

    private EventText() {}

    /** Capture time, camera, sequence, status, ingest to event, how many of each class or else why none. */
    static String row(FrameDetections event) {
        long latency = Duration.between(event.getIngestTime(), event.getProcessingTime())
                .toMillis();
        return String.format(
                ROW,
                CLOCK.format(event.getCaptureTime()),
                event.getCamera(),
                frames(event),
                event.getStatus(),
                latency + " ms",
                event.getReason() == null ? objects(event) + damaged(event) : event.getReason());
    }

    private static String damaged(FrameDetections event) {
        return event.getDamaged() == null ? "" : " (damaged: " + event.getDamaged() + ")";
    }

    /** The sequence, or the first and the last one of a run. */
    private static String frames(FrameDetections event) {
        return event.getLastSequence() == null
                ? Long.toString(event.getSequence())
                : event.getSequence() + "-" + event.getLastSequence();
    }

    private static String objects(FrameDetections event) {
        Map<String, Long> counts = event.getDetections().stream()
                .collect(Collectors.groupingBy(Detection::getLabel, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Every field by its name in the schema, on one line. */
    static String json(FrameDetections event) {
        return event.toString();
    }
}
