package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what the container says is not shown of a decoded picture (Matroska's PixelCrop, the clean aperture of MP4).
 * What the codec itself cuts is cut already.
 */
public final class Cropping {
    private static final int SIZE = 4 * Integer.BYTES;

    private Cropping() {}

    /** Whether the container says such a thing of the stream. */
    public static boolean isWanted(AVCodecContext decoder) {
        return said(decoder) != null;
    }

    private static @Nullable AVPacketSideData said(AVCodecContext decoder) {
        AVPacketSideData data = decoder.nb_coded_side_data() == 0
                ? null
                : av_packet_side_data_get(
                        decoder.coded_side_data(), decoder.nb_coded_side_data(), AV_PKT_DATA_FRAME_CROPPING);
        return data == null || data.isNull() || data.size() != SIZE ? null : data;
    }

    /** Moves the frame's edges; no pixel is copied. Numbers that leave nothing of the picture are passed over. */
    public static void apply(AVCodecContext decoder, AVFrame frame) {
        AVPacketSideData data = said(decoder);
        if (data == null) {
            return;
        }
        ByteBuffer edges = data.data().capacity(SIZE).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long top = Integer.toUnsignedLong(edges.getInt(0));
        long bottom = Integer.toUnsignedLong(edges.getInt(4));
        long left = Integer.toUnsignedLong(edges.getInt(8));
        long right = Integer.toUnsignedLong(edges.getInt(12));
        if (top + bottom < frame.height() && left + right < frame.width()) {
            frame.crop_top(top);
            frame.crop_bottom(bottom);
            frame.crop_left(left);
            frame.crop_right(right);
            av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED);
        }
    }
}
