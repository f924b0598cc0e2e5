package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.lynceus.vision.RunError;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Decoded frame to RGB of another size in one step. Flags, matrix and range are those of the processor: the bytes must be
 * the same there, or the model would see other pictures than the ones it was measured on. Owned by one thread; owns native
 * memory until closed.
 */
final class Scaler implements AutoCloseable {
    private static final int FLAGS = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
    /** swscale's vector code writes whole vectors: rows are padded in native memory and copied without the padding. */
    private static final int ALIGNMENT = 64;

    private record Setup(
            int fromWidth, int fromHeight, int format, int matrix, boolean fullRange, int width, int height) {}

    private @Nullable Setup setup;
    private @Nullable SwsContext context;
    private @Nullable BytePointer rows;

    Scaler() {
        Ffmpeg.quieten();
    }

    /** @throws RunError when FFmpeg cannot convert from the frame's pixel format */
    Picture scale(AVFrame frame, int width, int height) {
        Setup wanted = new Setup(
                frame.width(),
                frame.height(),
                frame.format(),
                matrix(frame.colorspace()),
                isFullRange(frame),
                width,
                height);
        int stride = (width * 3 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (!wanted.equals(setup)) {
            close();
            context = open(wanted);
            // av_malloc, not a Pointer of Java's: a caller's PointerScope must not free it.
            rows = new BytePointer(av_malloc((long) stride * height + ALIGNMENT)).capacity((long) stride * height);
            setup = wanted;
        }
        byte[] rgb = new byte[width * height * 3];
        BytePointer to = Objects.requireNonNull(rows);
        try (PointerScope scope = new PointerScope()) {
            PointerPointer<BytePointer> planes = new PointerPointer<>(4);
            planes.put(0, to).put(1, null).put(2, null).put(3, null);
            IntPointer strides = new IntPointer(stride, 0, 0, 0);
            int done = sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
            if (done != height) {
                throw new RunError("cannot scale a frame of " + frame.width() + "x" + frame.height() + " to " + width
                        + "x" + height + ": " + Ffmpeg.message(done));
            }
            for (int y = 0; y < height; y++) {
                to.position((long) y * stride).get(rgb, y * width * 3, width * 3);
            }
            to.position(0);
        }
        return new Picture(width, height, rgb);
    }

    private static SwsContext open(Setup setup) {
        SwsContext context = sws_getContext(
                setup.fromWidth(),
                setup.fromHeight(),
                setup.format(),
                setup.width(),
                setup.height(),
                AV_PIX_FMT_RGB24,
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new RunError("cannot convert a frame of " + setup.fromWidth() + "x" + setup.fromHeight()
                    + " in pixel format " + setup.format() + " to RGB");
        }
        IntPointer coefficients = sws_getCoefficients(setup.matrix());
        sws_setColorspaceDetails(
                context, coefficients, setup.fullRange() ? 1 : 0, coefficients, 1, 0, 1 << 16, 1 << 16);
        return context;
    }

    private static int matrix(int colorspace) {
        return colorspace == AVCOL_SPC_UNSPECIFIED || colorspace == AVCOL_SPC_RGB ? SWS_CS_ITU601 : colorspace;
    }

    private static boolean isFullRange(AVFrame frame) {
        int format = frame.format();
        return frame.color_range() == AVCOL_RANGE_JPEG
                || format == AV_PIX_FMT_YUVJ420P
                || format == AV_PIX_FMT_YUVJ422P
                || format == AV_PIX_FMT_YUVJ444P
                || format == AV_PIX_FMT_YUVJ440P
                || format == AV_PIX_FMT_YUVJ411P;
    }

    @Override
    public void close() {
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
        if (rows != null) {
            av_free(rows);
            rows = null;
        }
        setup = null;
    }
}
