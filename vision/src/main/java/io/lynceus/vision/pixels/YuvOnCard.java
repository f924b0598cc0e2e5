package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P016LE;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * A picture in a card's memory as its decoder left it: a plane of Y, and one of U and V in turns at half the size
 * (NV12, or P010 and P016). The factors are those that swscale takes for the picture's matrix, of values in the limited
 * range, times 65536. Addresses alone: they hold as long as the frame that has the picture is open.
 *
 * @param luma address on the card
 * @param lumaPitch bytes from one row to the next
 * @param chroma address on the card
 * @param chromaPitch bytes from one row to the next
 * @param width pixels
 * @param height pixels
 * @param bytes of a value: 1, or 2 of which the upper ones count
 * @param fullRange whether 0 is black and 255 white
 * @param home where the card has it
 */
public record YuvOnCard(
        long luma,
        int lumaPitch,
        long chroma,
        int chromaPitch,
        int width,
        int height,
        int bytes,
        boolean fullRange,
        int redOfV,
        int blueOfU,
        int greenOfU,
        int greenOfV,
        Home home) {
    /**
     * Whose memory it is, and in which order of work it was made. What reads it on that stream comes after the
     * decoder's copy and before whatever the decoder puts there next, with no other wait.
     *
     * @param context handle of the card's context (CUcontext)
     * @param stream handle of the decoder's stream (CUstream); 0 for the context's own
     */
    public record Home(long context, long stream) {}

    /**
     * Null when a frame is of another kind than those above, or has no pixels.
     *
     * @param frame whose data are addresses on the card
     * @param format how the pixels lie there, one of FFmpeg's AV_PIX_FMT
     */
    public static @Nullable YuvOnCard of(AVFrame frame, int format, Home home) {
        boolean wide = format == AV_PIX_FMT_P010LE || format == AV_PIX_FMT_P016LE;
        BytePointer luma = frame.data(0);
        BytePointer chroma = frame.data(1);
        if (!wide && format != AV_PIX_FMT_NV12 || frame.width() <= 0 || luma == null || chroma == null) {
            return null;
        }
        // swscale's own: of V for red, of U for blue, of U and V for green.
        IntPointer factors = sws_getCoefficients(Scaler.matrix(frame.colorspace()));
        return new YuvOnCard(
                luma.address(),
                frame.linesize(0),
                chroma.address(),
                frame.linesize(1),
                frame.width(),
                frame.height(),
                wide ? 2 : 1,
                frame.color_range() == AVCOL_RANGE_JPEG,
                factors.get(0),
                factors.get(1),
                factors.get(2),
                factors.get(3),
                home);
    }
}
