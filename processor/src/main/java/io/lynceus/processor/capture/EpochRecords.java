package io.lynceus.processor.capture;

import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Turns the packets of one connection into records: numbers them and dates them. One thread. */
final class EpochRecords {
    private static final long MICROS = 1_000_000;

    private final Camera camera;
    private final long number;
    private final int numerator;
    private final int denominator;
    private long sequence;
    private @Nullable Instant base;
    private long firstTimestamp;

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
    EncodedPacket record(Packet packet, Instant ingest) {
        StreamFormat format = packet.format();
        byte[] extradata = packet.keyframe() ? format.extradata() : null;
        Long sender = packet.senderMicros();
        return start(format, ingest)
                .setExtradata(extradata == null ? null : ByteBuffer.wrap(extradata))
                .setPts(packet.pts())
                .setDts(packet.dts())
                .setDuration(packet.duration())
                .setKeyframe(packet.keyframe())
                .setCaptureTime(
                        sender == null ? byOurClock(packet, ingest) : Instant.EPOCH.plus(sender, ChronoUnit.MICROS))
                .setCaptureTimeSource(
                        sender != null
                                ? CaptureTimeSource.SENDER_REPORT
                                : camera.live() ? CaptureTimeSource.INGEST_CLOCK : CaptureTimeSource.FILE)
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

    /** Our clock at the first packet, plus how far the stream's own time has come since. */
    private Instant byOurClock(Packet packet, Instant ingest) {
        Long timestamp = packet.pts() != null ? packet.pts() : packet.dts();
        if (timestamp == null) {
            return ingest;
        }
        if (base == null) {
            base = ingest;
            firstTimestamp = timestamp;
        }
        // A broken container may hold any number: what does not fit is our clock's.
        double micros = (double) (timestamp - firstTimestamp) * MICROS * numerator / denominator;
        return Math.abs(micros) < MICROS * 1e9 ? base.plus(Math.round(micros), ChronoUnit.MICROS) : ingest;
    }
}
