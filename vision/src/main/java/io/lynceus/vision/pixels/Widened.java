package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.lynceus.vision.RunError;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * RGB in 15 or 16 bits a pixel as RGB in 24, at the same size. swscale's own way from there to planes makes 248 of
 * white. Owns native memory; one thread.
 */
final class Widened implements AutoCloseable {
    private final AVFrame wide = av_frame_alloc();
    private final @Nullable SwsContext context;

    /** Whether a pixel format is of that kind. */
    static boolean helps(int format) {
        AVPixFmtDescriptor kind = av_pix_fmt_desc_get(format);
        return (kind.flags() & AV_PIX_FMT_FLAG_RGB) != 0
                && kind.comp(0).step() == 2
                && kind.comp(0).depth() < 8;
    }

    Widened(int width, int height, int format, int flags) {
        wide.width(width);
        wide.height(height);
        wide.format(AV_PIX_FMT_RGB24);
        context = sws_getContext(
                width, height, format, width, height, AV_PIX_FMT_RGB24, flags, null, null, (DoublePointer) null);
        if (context == null || av_frame_get_buffer(wide, 0) < 0) {
            close();
            throw new RunError("no native memory for a picture of " + width + "x" + height);
        }
    }

    /** The same picture; valid until the next call. */
    AVFrame of(AVFrame narrow) {
        int rows =
                sws_scale(context, narrow.data(), narrow.linesize(), 0, narrow.height(), wide.data(), wide.linesize());
        if (rows != narrow.height()) {
            throw new RunError("FFmpeg failed to convert a picture of " + narrow.width() + "x" + narrow.height());
        }
        return wide;
    }

    @Override
    public void close() {
        av_frame_free(wide);
        if (context != null) {
            sws_freeContext(context);
        }
    }
}
