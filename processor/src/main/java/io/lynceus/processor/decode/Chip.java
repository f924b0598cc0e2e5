package io.lynceus.processor.decode;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A video chip, which does the work of FFmpeg's own decoders behind their parsers. Any thread. */
interface Chip {
    /** Why there is none, without an end; null when there is. */
    @Nullable
    String reason();

    /** FFmpeg's decoder for a codec that can hand the work to the chip, null when there is none. */
    @Nullable
    AVCodec decoder(String codec);

    /** Gives the chip to a decoder that is not open yet. */
    void attach(AVCodecContext context);

    /** Whether the frame lies on the chip's card. */
    boolean holds(AVFrame frame);

    /** Puts what lies on the card into host memory: the frame then refers to that, and to nothing on the card. */
    void fetch(AVFrame frame);
}
