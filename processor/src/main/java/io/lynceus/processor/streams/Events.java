package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Model;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the events of one model. */
final class Events {
    private final ModelInfo model;
    private final String application;
    private final Clock clock;

    /** @param application id of the application that writes them */
    Events(Model model, String application, Clock clock) {
        this.model = new ModelInfo(
                model.name(),
                model.version(),
                model.sha256(),
                model.engine(),
                model.precision(),
                model.inputWidth(),
                model.inputHeight(),
                model.scoreThreshold(),
                model.iouThreshold());
        this.application = application;
        this.clock = clock;
    }

    /** @param damaged why the picture is not to be trusted, null when it is whole */
    FrameDetections detected(
            PacketFacts packet,
            int width,
            int height,
            @Nullable String damaged,
            List<io.lynceus.vision.boxes.Detection> boxes) {
        List<Detection> detections = boxes.stream()
                .map(box -> new Detection(
                        box.classId(), box.label(), box.score(), box.x1(), box.y1(), box.x2(), box.y2(), box.track()))
                .toList();
        FrameDetections whole = event(packet, width, height, FrameStatus.DETECTED, null, detections);
        return damaged == null
                ? whole
                : FrameDetections.newBuilder(whole).setDamaged(damaged).build();
    }

    FrameDetections undetected(PacketFacts packet, int width, int height, FrameStatus status, String reason) {
        return event(packet, width, height, status, reason, List.of());
    }

    FrameDetections skipped(SkippedFrames frames) {
        PacketFacts first = frames.first();
        FrameDetections one = undetected(first, first.width(), first.height(), FrameStatus.SKIPPED, frames.reason());
        return frames.count() == 1
                ? one
                : FrameDetections.newBuilder(one)
                        .setLastSequence(frames.lastSequence())
                        .setFrameCount(frames.count())
                        .setOffsetSteps(frames.offsetSteps())
                        .build();
    }

    private FrameDetections event(
            PacketFacts packet,
            int width,
            int height,
            FrameStatus status,
            @Nullable String reason,
            List<Detection> detections) {
        return FrameDetections.newBuilder()
                .setFrameId(packet.frameId())
                .setCamera(packet.camera())
                .setEpoch(packet.epoch())
                .setSequence(packet.sequence())
                .setPts(packet.pts())
                .setTimeBaseNumerator(packet.timeBaseNumerator())
                .setTimeBaseDenominator(packet.timeBaseDenominator())
                .setCaptureTime(packet.captureTime())
                .setCaptureTimeSource(packet.captureTimeSource())
                .setIngestTime(packet.ingestTime())
                .setProcessingTime(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setWidth(width)
                .setHeight(height)
                .setStatus(status)
                .setReason(reason)
                .setModel(model)
                .setDetections(detections)
                .setOriginTopic(packet.origin().topic())
                .setOriginPartition(packet.origin().partition())
                .setOriginOffset(packet.origin().offset())
                .setApplication(application)
                .build();
    }
}
