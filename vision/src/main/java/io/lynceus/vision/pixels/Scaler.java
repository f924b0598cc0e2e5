package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BAYER;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YAF32BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YAF32LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedInput;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.lynceus.vision.RunError;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Scales frames to 8-bit pixels in one step, with one swscale context and one native buffer kept for as long as the
 * geometry stays the same. One thread at a time; its native memory is freed by {@link #close}.
 */
public final class Scaler implements AutoCloseable {
    private static final int FLAGS = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
    /** Bytes: swscale's vector code writes whole registers, past the end of a row. */
    static final int ALIGNMENT = 64;

    private static final int PLANES = 3;

    private @Nullable Geometry geometry;
    private @Nullable Widened widened;
    private @Nullable SwsContext context;
    private @Nullable BytePointer pixels;
    private @Nullable PointerPointer<Pointer> planes;
    private @Nullable IntPointer strides;
    private @Nullable PointerPointer<Pointer> elsewhere;
    private ByteBuffer view = ByteBuffer.allocate(0);

    /** What a swscale context is made for. */
    private record Geometry(
            int width, int height, int format, int colorspace, int range, int outWidth, int outHeight, int outFormat) {}

    /**
     * Whether a frame can be scaled. Of what FFmpeg 8.0.1 says that it takes, it ends the process over grey with alpha
     * in floats of 32 bits, and fails at a single row of a Bayer pattern.
     */
    public static boolean takes(AVFrame frame) {
        return takes(frame.format(), frame.height());
    }

    private static boolean takes(int format, int height) {
        return sws_isSupportedInput(format) != 0
                && format != AV_PIX_FMT_YAF32LE
                && format != AV_PIX_FMT_YAF32BE
                && (height > 1 || (av_pix_fmt_desc_get(format).flags() & AV_PIX_FMT_FLAG_BAYER) == 0);
    }

    /**
     * The whole frame as planes, in half the time that packed pixels take; the same bytes.
     *
     * @param width of the upright picture
     * @param height of the upright picture
     */
    PlanarPixels planes(AVFrame frame, Turn turn, int width, int height) {
        int storedWidth = turn.width(width, height);
        ByteBuffer pixels = scale(frame, storedWidth, turn.height(width, height), AV_PIX_FMT_GBRP);
        return new PlanarPixels(pixels, stride(storedWidth, AV_PIX_FMT_GBRP), turn, width, height);
    }

    /**
     * The whole frame, as it is stored, as planes in memory of the caller's.
     *
     * @param memory direct, its first byte at a multiple of {@link #ALIGNMENT}
     * @param width a multiple of {@link #ALIGNMENT}; also bytes from one row to the next
     * @param planes where G, B and R begin, bytes from the memory's first
     */
    void into(ByteBuffer memory, AVFrame frame, int width, int height, int... planes) {
        prepareFor(frame, width, height, AV_PIX_FMT_GBRP);
        BytePointer first = new BytePointer(memory);
        PointerPointer<Pointer> targets = elsewhere;
        if (targets == null) {
            targets = new PointerPointer<>(PLANES + 1);
            targets.retainReference();
            elsewhere = targets;
        }
        for (int i = 0; i < PLANES; i++) {
            targets.put(i, first.getPointer(planes[i]));
        }
        targets.put(PLANES, (Pointer) null);
        scale(frame, width, height, targets);
    }

    /**
     * The whole frame as RGB in Java memory.
     *
     * @param width of the upright picture
     * @param height of the upright picture
     */
    public Picture picture(AVFrame frame, Turn turn, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        packed(frame, turn, width, height, AV_PIX_FMT_RGB24, rgb);
        return new Picture(width, height, rgb);
    }

    /** The whole frame as a picture of TYPE_3BYTE_BGR, of the given size when upright. */
    BufferedImage forDrawing(AVFrame frame, Turn turn, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        packed(frame, turn, width, height, AV_PIX_FMT_BGR24, bgr);
        return picture;
    }

    private void packed(AVFrame frame, Turn turn, int width, int height, int format, byte[] upright) {
        int storedWidth = turn.width(width, height);
        int storedHeight = turn.height(width, height);
        ByteBuffer rows = scale(frame, storedWidth, storedHeight, format);
        int stride = stride(storedWidth, format);
        byte[] stored = turn.equals(Turn.NONE) ? upright : new byte[upright.length];
        for (int y = 0; y < storedHeight; y++) {
            rows.get(y * stride, stored, y * storedWidth * 3, storedWidth * 3);
        }
        if (stored != upright) {
            turn.apply(stored, upright, width, height);
        }
    }

    /**
     * Scales the whole frame.
     *
     * @param format AV_PIX_FMT_BGR24 or AV_PIX_FMT_RGB24, or AV_PIX_FMT_GBRP: the same bytes as planes G, B, R
     * @return the pixels, rows of 64-byte multiples, plane after plane; the scaler's own, valid until its next call
     * @throws RunError when FFmpeg cannot scale from the frame's pixel format, or fails at it
     */
    public ByteBuffer scale(AVFrame frame, int width, int height, int format) {
        prepareFor(frame, width, height, format);
        scale(frame, width, height, planes);
        return view;
    }

    private void prepareFor(AVFrame frame, int width, int height, int format) {
        Geometry wanted = new Geometry(
                frame.width(),
                frame.height(),
                frame.format(),
                frame.colorspace(),
                frame.color_range(),
                width,
                height,
                format);
        if (!wanted.equals(geometry)) {
            prepare(wanted);
        }
    }

    private void scale(AVFrame frame, int width, int height, @Nullable PointerPointer<Pointer> targets) {
        AVFrame source = widened == null ? frame : widened.of(frame);
        int rows = sws_scale(context, source.data(), source.linesize(), 0, source.height(), targets, strides);
        if (rows != height) {
            throw new RunError("FFmpeg failed to scale a picture of " + frame.width() + "x" + frame.height() + " to "
                    + width + "x" + height + ": "
                    + (rows < 0 ? FFmpeg.message(rows) : rows + " rows came of it"));
        }
    }

    /** Bytes from one row to the next of a picture of the given width. */
    private static int stride(int width, int format) {
        int row = format == AV_PIX_FMT_GBRP ? width : width * 3;
        return (row + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static int matrix(int colorspace) {
        return colorspace == AVCOL_SPC_UNSPECIFIED || colorspace == AVCOL_SPC_RGB ? SWS_CS_ITU601 : colorspace;
    }

    /** Grey is taken as full range whatever the file says, as FFmpeg's own scaling filter takes it. */
    private static boolean fullRange(int format, int range) {
        return range == AVCOL_RANGE_JPEG
                || format == AV_PIX_FMT_YUVJ420P
                || format == AV_PIX_FMT_YUVJ422P
                || format == AV_PIX_FMT_YUVJ444P
                || format == AV_PIX_FMT_YUVJ440P
                || format == AV_PIX_FMT_YUVJ411P
                || av_pix_fmt_desc_get(format).nb_components() < 3;
    }

    private void prepare(Geometry wanted) {
        close();
        if (!takes(wanted.format, wanted.height)) {
            throw unscaled(wanted);
        }
        boolean narrow = Widened.helps(wanted.format);
        widened = narrow ? new Widened(wanted.width, wanted.height, wanted.format, FLAGS) : null;
        SwsContext made = sws_getContext(
                wanted.width,
                wanted.height,
                narrow ? AV_PIX_FMT_RGB24 : wanted.format,
                wanted.outWidth,
                wanted.outHeight,
                wanted.outFormat,
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (made == null) {
            throw unscaled(wanted);
        }
        int one = 1 << 16;
        IntPointer matrix = sws_getCoefficients(matrix(wanted.colorspace));
        sws_setColorspaceDetails(made, matrix, fullRange(wanted.format, wanted.range) ? 1 : 0, matrix, 1, 0, one, one);
        boolean planar = wanted.outFormat == AV_PIX_FMT_GBRP;
        int stride = stride(wanted.outWidth, wanted.outFormat);
        long plane = (long) stride * wanted.outHeight;
        long size = planar ? plane * 3 : plane;
        BytePointer memory = new BytePointer(av_malloc(size + ALIGNMENT)).capacity(size);
        context = made;
        pixels = memory;
        planes = planar
                ? new PointerPointer<>(memory, memory.getPointer(plane), memory.getPointer(2 * plane), null)
                : new PointerPointer<>(memory, null, null, null);
        strides = planar ? new IntPointer(stride, stride, stride, 0) : new IntPointer(stride, 0, 0, 0);
        // Held, so that no PointerScope of a caller's frees them.
        planes.retainReference();
        strides.retainReference();
        view = memory.asByteBuffer();
        geometry = wanted;
    }

    private static RunError unscaled(Geometry wanted) {
        return new RunError("FFmpeg cannot scale a picture of " + wanted.width + "x" + wanted.height
                + " in pixel format " + wanted.format + " to " + wanted.outWidth + "x" + wanted.outHeight);
    }

    @Override
    public void close() {
        geometry = null;
        view = ByteBuffer.allocate(0);
        if (widened != null) {
            widened.close();
            widened = null;
        }
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
        if (pixels != null) {
            av_free(pixels);
            pixels = null;
        }
        if (planes != null) {
            planes.close();
            planes = null;
        }
        if (elsewhere != null) {
            elsewhere.close();
            elsewhere = null;
        }
        if (strides != null) {
            strides.close();
            strides = null;
        }
    }
}
