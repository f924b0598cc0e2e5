package io.lynceus.processor.web;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events as a processor would make them. */
final class Events {
    static final Duration LATENCY = Duration.ofMillis(42);

    private Events() {}

    /** A frame with these detections, captured a little before now. */
    static FrameDetections detected(String camera, long sequence, Instant now, List<Detection> detections) {
        return FrameDetections.newBuilder()
                .setFrameId(camera + "/1/" + sequence)
                .setCamera(camera)
                .setEpoch(1)
                .setSequence(sequence)
                .setPts(sequence)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(now.minus(LATENCY))
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(now.minus(LATENCY))
                .setProcessingTime(now)
                .setWidth(768)
                .setHeight(576)
                .setStatus(FrameStatus.DETECTED)
                .setModel(new ModelInfo("fake", "1", "00", "none", "fp32", 384, 384, 0.25f, 0.45f))
                .setDetections(detections)
                .setOriginTopic("lynceus.packets")
                .setOriginPartition(0)
                .setOriginOffset(sequence)
                .build();
    }

    /** Something that went across a line. */
    static ZoneEvent crossed(String camera, String line, String label, long track, Instant now) {
        return ZoneEvent.newBuilder()
                .setEventId(camera + ":1:7/" + line + "/CROSSED/" + track)
                .setCamera(camera)
                .setZone(line)
                .setKind(ZoneEventKind.CROSSED)
                .setFrameId(camera + ":1:7")
                .setEpoch(1)
                .setCaptureTime(now)
                .setTime(now)
                .setTrackId(track)
                .setClassId(0)
                .setLabel(label)
                .setDirection(CrossingDirection.FORWARD)
                .build();
    }

    /** A frame that could not be decoded. */
    static FrameDetections undecodable(String camera, long sequence, Instant now, String reason) {
        return FrameDetections.newBuilder(detected(camera, sequence, now, List.of()))
                .setStatus(FrameStatus.DECODE_ERROR)
                .setReason(reason)
                .build();
    }

    /** A run of frames that were left out on purpose. */
    static FrameDetections skipped(String camera, long first, int frames, Instant now, String reason) {
        return FrameDetections.newBuilder(undecodable(camera, first, now, reason))
                .setStatus(FrameStatus.SKIPPED)
                .setLastSequence(first + frames - 1)
                .setFrameCount(frames)
                .build();
    }

    static Detection person(float x, float y, float score) {
        return new Detection(0, "person", score, x, y, x + 0.08f, y + 0.25f, null);
    }

    static Detection car(float x, float y, float score) {
        return new Detection(1, "car", score, x, y, x + 0.2f, y + 0.15f, null);
    }
}
