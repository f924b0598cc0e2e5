package io.lynceus.processor.playback;

import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.pipeline.PacketFormat;
import io.lynceus.schemas.avro.EncodedPacket;
import java.util.List;

/**
 * Packets of one connection to a camera, in their order, from a keyframe on.
 *
 * @param event the packet that the stretch is around
 * @param packets at least that one
 * @param from seconds after the first packet, from where on it was asked for; what is before is there because decoding
 *     begins with a keyframe
 */
public record Stretch(EncodedPacket event, List<EncodedPacket> packets, double from) {
    /** What a decoder has to know. */
    StreamFormat format() {
        return PacketFormat.of(first());
    }

    EncodedPacket first() {
        return packets.get(0);
    }

    /** FFmpeg's name of the camera's codec. */
    public String codec() {
        return first().getCodec();
    }

    /** Seconds from the first picture to the last. */
    public double length() {
        return packets.stream().mapToDouble(this::secondsUntil).max().orElse(0);
    }

    /** Seconds from the first picture to the event's. */
    public double eventAt() {
        return secondsUntil(event);
    }

    /** Seconds from the beginning of the stretch until the packet's picture is shown. */
    public double secondsUntil(EncodedPacket packet) {
        return seconds(first(), packet);
    }

    /** Seconds from one packet's picture to another's, of the same connection. */
    static double seconds(EncodedPacket one, EncodedPacket other) {
        return ((double) time(other) - time(one)) * one.getTimeBaseNumerator() / one.getTimeBaseDenominator();
    }

    /** When its picture is shown, in the packet's unit; what stands for that where the container does not say. */
    static long time(EncodedPacket packet) {
        if (packet.getPts() != null) {
            return packet.getPts();
        }
        return packet.getDts() != null ? packet.getDts() : packet.getSequence();
    }

    /** True when packets between are missing: what comes after is grey until the next keyframe. */
    public boolean hasGaps() {
        return packets.get(packets.size() - 1).getSequence() - first().getSequence() >= packets.size();
    }
}
