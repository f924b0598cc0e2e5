package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.lynceus.vision.pixels.CardFrame;
import io.lynceus.vision.pixels.FrameCard;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Scalers;
import io.lynceus.vision.pixels.YuvOnCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/** This machine in the place of a card: its memory, and the kernel that a card runs, compiled for a core. */
public final class CardOfCores implements FrameCard {
    private final KernelOnCores kernel;
    private int fetched;
    private int scaled;

    /** @param folder for the kernel's program */
    public CardOfCores(Path folder) {
        try {
            kernel = new KernelOnCores(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is a compiler. */
    public static boolean canBeMade() {
        return KernelOnCores.canBeMade();
    }

    /** A decoder's picture as a chip would have left it here; the decoded frame is left as it is. */
    CardFrame frame(AVFrame decoded, Scalers scalers) {
        AVFrame there = av_frame_clone(decoded);
        try {
            YuvOnCard picture = put(there);
            return new CardFrame(there, picture, null, scalers, this);
        } finally {
            av_frame_free(there);
        }
    }

    /** Makes of a decoder's picture in YUV420P one as a chip leaves it, with the same values. */
    public YuvOnCard put(AVFrame frame) {
        AVFrame there = av_frame_alloc();
        there.width(frame.width());
        there.height(frame.height());
        there.format(AV_PIX_FMT_NV12);
        av_frame_get_buffer(there, 0);
        av_frame_copy_props(there, frame);
        SwsContext change = sws_getContext(
                frame.width(),
                frame.height(),
                frame.format(),
                frame.width(),
                frame.height(),
                AV_PIX_FMT_NV12,
                SWS_POINT | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        int full = frame.color_range() == AVCOL_RANGE_JPEG || frame.format() == AV_PIX_FMT_YUVJ420P ? 1 : 0;
        IntPointer any = sws_getCoefficients(SWS_CS_ITU601);
        sws_setColorspaceDetails(change, any, full, any, full, 0, 1 << 16, 1 << 16);
        sws_scale(change, frame.data(), frame.linesize(), 0, frame.height(), there.data(), there.linesize());
        sws_freeContext(change);
        there.color_range(full == 1 ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        av_frame_unref(frame);
        av_frame_move_ref(frame, there);
        av_frame_free(there);
        return Objects.requireNonNull(YuvOnCard.of(frame, AV_PIX_FMT_NV12, new YuvOnCard.Home(0, 0)));
    }

    @Override
    public void fetch(AVFrame frame) {
        fetched++;
    }

    @Override
    public void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes) {
        scaled++;
        Letterbox whole = Letterbox.around(picture.width(), picture.height(), width, height, width, height);
        long rows = (picture.height() + 1) / 2;
        long size = picture.chroma() - picture.luma() + rows * picture.chromaPitch();
        try (BytePointer bytes = new BytePointer(size)) {
            Pointer.memcpy(bytes, at(picture.luma()), size);
            byte[] redGreenBlue = kernel.planes(bytes, picture, whole);
            int plane = width * height;
            ByteBuffer greenBlueRed = ByteBuffer.allocateDirect(3 * plane);
            greenBlueRed
                    .put(redGreenBlue, plane, 2 * plane)
                    .put(redGreenBlue, 0, plane)
                    .flip();
            planes.accept(greenBlueRed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pointer at(long place) {
        return new Pointer() {
            {
                this.address = place;
            }
        };
    }

    /** How many pictures came to host memory as they are. */
    public int fetched() {
        return fetched;
    }

    /** How many were scaled where they lie. */
    public int scaled() {
        return scaled;
    }
}
