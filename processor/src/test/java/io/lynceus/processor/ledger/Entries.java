package io.lynceus.processor.ledger;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Packets and events to count. */
final class Entries {
    private Entries() {}

    static EncodedPacket packet(String camera, long epoch, long sequence) {
        return EncodedPacket.newBuilder()
                .setCamera(camera)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setCodec("h264")
                .setWidth(8)
                .setHeight(8)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setKeyframe(true)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.EPOCH)
                .setData(ByteBuffer.wrap(new byte[1]))
                .build();
    }

    static FrameDetections event(String camera, long epoch, long sequence, FrameStatus status) {
        return FrameDetections.newBuilder()
                .setFrameId(PacketFacts.frameId(camera, epoch, sequence))
                .setCamera(camera)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setPts(sequence)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.EPOCH)
                .setProcessingTime(Instant.EPOCH)
                .setWidth(8)
                .setHeight(8)
                .setStatus(status)
                .setModel(new ModelInfo("m", "1", "00", "none", "fp32", 8, 8, 0.25f, 0.45f))
                .setDetections(List.of())
                .setOriginTopic("t")
                .setOriginPartition(0)
                .setOriginOffset(sequence)
                .build();
    }
}
