package io.lynceus.schemas;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import io.lynceus.schemas.avro.PacketSideData;
import io.lynceus.schemas.avro.PacketSideDataKind;
import io.lynceus.schemas.avro.StreamColour;
import io.lynceus.schemas.avro.StreamParameters;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Records to write and read. */
final class Records {
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

    private Records() {}

    static EncodedPacket packet(byte[] data) {
        return EncodedPacket.newBuilder()
                .setCamera("gate")
                .setEpoch(1_700_000_000_000_000L)
                .setSequence(7)
                .setCodec("h264")
                .setExtradata(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setWidth(1920)
                .setHeight(1080)
                .setPts(3600L)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(90_000)
                .setKeyframe(true)
                .setCaptureTime(TIME)
                .setCaptureTimeSource(CaptureTimeSource.SENDER_REPORT)
                .setIngestTime(TIME.plusMillis(40))
                .setData(ByteBuffer.wrap(data))
                .setParameters(StreamParameters.newBuilder()
                        .setPixelFormat("yuv420p")
                        .setVideoDelay(2)
                        .setColour(new StreamColour(2, 1, 1, 1, 1))
                        .setSideData(List.of(beside(PacketSideDataKind.DISPLAY_MATRIX, 36)))
                        .build())
                .setSideData(List.of(beside(PacketSideDataKind.FRAME_CROPPING, 16)))
                .build();
    }

    private static PacketSideData beside(PacketSideDataKind kind, int size) {
        return new PacketSideData(kind, ByteBuffer.allocate(size));
    }

    static FrameDetections event() {
        return FrameDetections.newBuilder()
                .setFrameId("gate/1700000000000000/3600")
                .setCamera("gate")
                .setEpoch(1_700_000_000_000_000L)
                .setSequence(7)
                .setPts(3600)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(90_000)
                .setCaptureTime(TIME)
                .setCaptureTimeSource(CaptureTimeSource.SENDER_REPORT)
                .setIngestTime(TIME.plusMillis(40))
                .setProcessingTime(TIME.plusMillis(80))
                .setWidth(1920)
                .setHeight(1080)
                .setStatus(FrameStatus.DETECTED)
                .setModel(new ModelInfo("gelan-t", "1", "ab", "onnxruntime-cpu", "fp32", 384, 384, 0.25f, 0.45f))
                .setDetections(List.of(new Detection(0, "person", 0.9f, 0.1f, 0.2f, 0.3f, 0.4f, null)))
                .setOriginTopic("lynceus.packets")
                .setOriginPartition(3)
                .setOriginOffset(12)
                .build();
    }

    static CameraStatus status() {
        return CameraStatus.newBuilder()
                .setCamera("gate")
                .setStatus(CameraChange.PACKETS_DROPPED)
                .setTime(TIME)
                .setEpoch(1_700_000_000_000_000L)
                .setFirstSequence(7L)
                .setLastSequence(9L)
                .setCount(3)
                .setReason("the broker is away")
                .build();
    }
}
