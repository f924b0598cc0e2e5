package io.lynceus.processor.pipeline;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.pixels.Turn;
import java.time.Instant;

/**
 * What a packet's event says of the packet, kept while the decoder holds its frame.
 *
 * @param pts presentation time; where the container has none, what stands for it
 * @param dated true when the container has one
 */
public record PacketFacts(
        String camera,
        long epoch,
        long sequence,
        long pts,
        int timeBaseNumerator,
        int timeBaseDenominator,
        Instant captureTime,
        CaptureTimeSource captureTimeSource,
        Instant ingestTime,
        int width,
        int height,
        Origin origin,
        boolean dated) {

    /** Where the packet is stored. */
    public record Origin(String topic, int partition, long offset) {
        boolean samePartition(Origin other) {
            return topic.equals(other.topic) && partition == other.partition;
        }
    }

    /** What an event will say of a packet. */
    public static PacketFacts of(EncodedPacket packet, Origin origin) {
        return new PacketFacts(
                packet.getCamera(),
                packet.getEpoch(),
                packet.getSequence(),
                pts(packet),
                packet.getTimeBaseNumerator(),
                packet.getTimeBaseDenominator(),
                packet.getCaptureTime(),
                packet.getCaptureTimeSource(),
                packet.getIngestTime(),
                packet.getWidth(),
                packet.getHeight(),
                origin,
                packet.getPts() != null);
    }

    /** The same packet, whose picture turned out to be shown when the other's was thought to be. */
    PacketFacts shownAt(PacketFacts other) {
        return new PacketFacts(
                camera,
                epoch,
                sequence,
                other.pts,
                timeBaseNumerator,
                timeBaseDenominator,
                other.captureTime,
                other.captureTimeSource,
                ingestTime,
                width,
                height,
                origin,
                dated);
    }

    /** The same with the announced size of the upright picture. */
    PacketFacts upright(Turn turn) {
        return turn.isSideways()
                ? new PacketFacts(
                        camera,
                        epoch,
                        sequence,
                        pts,
                        timeBaseNumerator,
                        timeBaseDenominator,
                        captureTime,
                        captureTimeSource,
                        ingestTime,
                        height,
                        width,
                        origin,
                        dated)
                : this;
    }

    /** The same however often the frame is processed, and no other frame's. */
    public String frameId() {
        return frameId(camera, epoch, sequence);
    }

    /**
     * The id of a frame by what makes it one. Timestamps do not: a camera may give two frames the same. Release 0.1
     * wrote camera/epoch/pts, which none of these can be taken for.
     */
    public static String frameId(String camera, long epoch, long sequence) {
        return camera + ":" + epoch + ":" + sequence;
    }

    /** How much later it is shown than another packet of its epoch, by their timestamps. */
    double secondsAfter(PacketFacts other) {
        return ((double) pts - other.pts) * timeBaseNumerator / timeBaseDenominator;
    }

    private static long pts(EncodedPacket packet) {
        if (packet.getPts() != null) {
            return packet.getPts();
        }
        return packet.getDts() != null ? packet.getDts() : packet.getSequence();
    }
}
