package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;

import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/** Waves, edges and noise as a chip's decoder leaves them: once as swscale takes them, once as one block of memory. */
public final class SyntheticYuv implements AutoCloseable {
    /** Bytes that end each row and are no pixels. */
    private static final int MARGIN = 32;

    private final Kind kind;
    private final AVFrame frame = av_frame_alloc();
    private final BytePointer bytes;
    private final int pitch;

    /** What is told apart. */
    public record Kind(int width, int height, int bytes, int matrix, int range) {}

    /** Smaller and larger than the input, odd sizes, ten bits, each matrix and range. */
    public static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(1280, 720, 1, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG),
                new Kind(1920, 1080, 1, AVCOL_SPC_BT709, AVCOL_RANGE_JPEG),
                new Kind(768, 576, 1, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG),
                new Kind(64, 48, 1, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG),
                new Kind(1281, 721, 1, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_JPEG),
                new Kind(720, 1280, 1, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG),
                new Kind(3840, 2160, 1, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG),
                new Kind(1280, 720, 2, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG),
                new Kind(3840, 2160, 2, AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG));
    }

    public static SyntheticYuv of(Kind kind) {
        return new SyntheticYuv(kind);
    }

    private SyntheticYuv(Kind kind) {
        this.kind = kind;
        int chromaWidth = (kind.width + 1) / 2;
        int chromaHeight = (kind.height + 1) / 2;
        pitch = chromaWidth * 2 * kind.bytes + MARGIN;
        bytes = new BytePointer((long) pitch * (kind.height + chromaHeight));
        frame.width(kind.width);
        frame.height(kind.height);
        frame.format(kind.bytes == 1 ? AV_PIX_FMT_NV12 : AV_PIX_FMT_P010LE);
        frame.colorspace(kind.matrix);
        frame.color_range(kind.range);
        av_frame_get_buffer(frame, 0);
        Random random = new Random(kind.width);
        for (int y = 0; y < kind.height; y++) {
            byte[] row = new byte[kind.width * kind.bytes];
            for (int x = 0; x < kind.width; x++) {
                double edge = (x / 37 + y / 29) % 2 * 30 - 15;
                double wave = 60 * Math.sin(x * 0.05 + y * 0.02) + 40 * Math.sin(y * 0.11);
                put(row, x, 128 + wave + edge + random.nextInt(9) - 4);
            }
            put(0, y, row);
        }
        for (int y = 0; y < chromaHeight; y++) {
            byte[] row = new byte[chromaWidth * 2 * kind.bytes];
            for (int x = 0; x < chromaWidth * 2; x++) {
                put(row, x, 128 + 70 * Math.sin(x * 0.03 + y * 0.04 + (x & 1) * 2));
            }
            put(1, y, row);
        }
    }

    private void put(byte[] row, int at, double value) {
        double inRange = Math.max(0, Math.min(255, value));
        if (kind.bytes == 1) {
            row[at] = (byte) inRange;
        } else {
            int ten = (int) (inRange * 4) << 6;
            row[2 * at] = (byte) ten;
            row[2 * at + 1] = (byte) (ten >> 8);
        }
    }

    private void put(int plane, int y, byte[] row) {
        Pointer.memcpy(
                frame.data(plane).getPointer((long) y * frame.linesize(plane)), new BytePointer(row), row.length);
        bytes.position((long) pitch * (plane * kind.height + y)).put(row);
        bytes.position(0);
    }

    /** As a frame in host memory is put there. */
    public Letterbox into(Slot slot) {
        try (Scalers scalers = new Scalers();
                HostFrame host = new HostFrame(frame, null, scalers)) {
            return host.into(slot);
        }
    }

    /** As a decoder gives it; belongs to this. */
    public AVFrame frame() {
        return frame;
    }

    /** All of it, with rows of a pitch. */
    public BytePointer bytes() {
        return bytes;
    }

    /** The same picture where {@link #bytes} were copied to. */
    public YuvOnCard at(long address) {
        // swscale's own: of V for red, of U for blue, of U and V for green.
        IntPointer factors = sws_getCoefficients(Scaler.matrix(kind.matrix));
        return new YuvOnCard(
                address,
                pitch,
                address + (long) pitch * kind.height,
                pitch,
                kind.width,
                kind.height,
                kind.bytes,
                kind.range == AVCOL_RANGE_JPEG,
                factors.get(0),
                factors.get(1),
                factors.get(2),
                factors.get(3),
                new YuvOnCard.Home(0, 0));
    }

    @Override
    public void close() {
        av_frame_free(frame);
        bytes.close();
    }
}
