package io.lynceus.processor.capture;

import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Turns the packets of one connection into records: numbers them. One thread. */
final class EpochRecords {
    private final Camera camera;
    private final long number;
    private final int numerator;
    private final int denominator;
    private long sequence;

    /**
     * @param number micros since 1970 when the connection was opened; larger than that of any epoch that this capture
     * had before
     */
    EpochRecords(Camera camera, long number, int timeBaseNumerator, int timeBaseDenominator) {
        this.camera = camera;
        this.number = number;
        this.numerator = timeBaseNumerator;
        this.denominator = timeBaseDenominator;
    }

    /** The epoch's next record. The data is not copied. */
    EncodedPacket record(Stamped stamped) {
        Packet packet = stamped.packet();
        StreamFormat format = packet.format();
        byte[] extradata = packet.keyframe() ? format.extradata() : null;
        return start(format, stamped.ingest())
                .setExtradata(extradata == null ? null : ByteBuffer.wrap(extradata))
                .setPts(packet.pts())
                .setDts(packet.dts())
                .setDuration(packet.duration())
                .setKeyframe(packet.keyframe())
                .setParameters(packet.keyframe() ? ParametersRecord.of(format.parameters()) : null)
                .setSideData(ParametersRecord.of(packet.beside().sideData()))
                .setDiscard(packet.beside().discard())
                .setIncomplete(packet.beside().incomplete())
                .setCaptureTime(stamped.captureTime())
                .setCaptureTimeSource(stamped.source())
                .setData(ByteBuffer.wrap(packet.data()))
                .build();
    }

    /** The record that ends the epoch. */
    EncodedPacket end(StreamFormat format, Instant ingest) {
        return start(format, ingest)
                .setKeyframe(false)
                .setCaptureTime(ingest)
                .setCaptureTimeSource(camera.live() ? CaptureTimeSource.INGEST_CLOCK : CaptureTimeSource.FILE)
                .setEndOfStream(true)
                .setData(ByteBuffer.allocate(0))
                .build();
    }

    private EncodedPacket.Builder start(StreamFormat format, Instant ingest) {
        return EncodedPacket.newBuilder()
                .setCamera(camera.name())
                .setEpoch(number)
                .setSequence(sequence++)
                .setCodec(format.codec())
                .setWidth(format.width())
                .setHeight(format.height())
                .setTimeBaseNumerator(numerator)
                .setTimeBaseDenominator(denominator)
                .setIngestTime(ingest);
    }
}
