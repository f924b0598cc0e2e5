package io.lynceus.processor.decode;

import io.lynceus.vision.pixels.FrameCard;
import io.lynceus.vision.pixels.YuvOnCard;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A video chip, which does the work of FFmpeg's own decoders behind their parsers. Any thread. */
interface Chip extends FrameCard {
    /** Why there is none, without an end; null when there is. */
    @Nullable
    String reason();

    /** FFmpeg's decoder for a codec that can hand the work to the chip, null when there is none. */
    @Nullable
    AVCodec decoder(String codec);

    /** Why its card cannot work on pictures where they lie, without an end; null when it can. */
    @Nullable
    String directReason();

    /**
     * Gives the chip to a decoder that is not open yet.
     *
     * @param direct whether its pictures are worked on where they lie
     */
    void attach(AVCodecContext context, boolean direct);

    /** Whether the frame lies on the chip's card. */
    boolean holds(AVFrame frame);

    /** Where a frame lies that the card holds; null when its pixels are of a kind that nothing there reads. */
    @Nullable
    YuvOnCard onCard(AVFrame frame);
}
