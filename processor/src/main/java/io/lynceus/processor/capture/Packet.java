package io.lynceus.processor.capture;

import io.lynceus.processor.decode.Beside;
import io.lynceus.processor.decode.StreamFormat;
import org.jspecify.annotations.Nullable;

/**
 * One encoded packet as the demuxer gave it.
 *
 * @param format of the stream at this packet; the same object until it changes
 * @param data the bytes
 * @param pts presentation time in time base units, null where the container has none
 * @param dts decoding time in time base units, null where the container has none
 * @param duration in time base units, 0 when unknown
 * @param keyframe true when decoding can start here
 * @param senderMicros when the camera says it saw the frame, microseconds since 1970 (producer reference time or RTCP
 *     sender report); null when it does not say
 * @param beside what the demuxer knows besides
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Packet(
        StreamFormat format,
        byte[] data,
        @Nullable Long pts,
        @Nullable Long dts,
        long duration,
        boolean keyframe,
        @Nullable Long senderMicros,
        Beside beside) {
    /** A packet that is its bytes and nothing else. */
    public Packet(
            StreamFormat format,
            byte[] data,
            @Nullable Long pts,
            @Nullable Long dts,
            long duration,
            boolean keyframe,
            @Nullable Long senderMicros) {
        this(format, data, pts, dts, duration, keyframe, senderMicros, Beside.NOTHING);
    }

    /** The same packet with other timestamps. */
    Packet at(@Nullable Long otherPts, @Nullable Long otherDts) {
        return new Packet(format, data, otherPts, otherDts, duration, keyframe, senderMicros, beside);
    }
}
