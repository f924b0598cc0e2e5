package io.lynceus.processor.decode;

import io.lynceus.vision.pixels.Turn;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder must know of a stream before its first packet.
 *
 * @param codec FFmpeg's name: h264, hevc, mpeg4, mjpeg, vp8, vp9, av1, ...
 * @param extradata codec configuration (for H.264 the SPS and PPS); null when there is none or it is in the stream
 *     itself. Not copied.
 * @param width pixels, as announced; the decoded frame decides
 * @param height pixels, as announced; the decoded frame decides
 * @param parameters what else the container says; null when it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StreamFormat(
        String codec,
        byte @Nullable [] extradata,
        int width,
        int height,
        @Nullable StreamParameters parameters) {
    /** Of a stream of which nothing else is known. */
    public StreamFormat(String codec, byte @Nullable [] extradata, int width, int height) {
        this(codec, extradata, width, height, null);
    }

    /** How the container turns its pictures to be upright. What a picture itself says comes before that. */
    public Turn turn() {
        return parameters == null ? Turn.NONE : SideData.turn(parameters.sideData());
    }

    /** Of the upright picture, pixels, as announced. */
    public int uprightWidth() {
        return turn().width(width, height);
    }

    /** Of the upright picture, pixels, as announced. */
    public int uprightHeight() {
        return turn().height(width, height);
    }
}
