package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.lynceus.vision.pixels.Letterbox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Java's pictures into the frames that an encoder takes. One thread. */
final class PictureToYuv implements AutoCloseable {
    private final AVFrame packed = av_frame_alloc();
    private @Nullable SwsContext context;

    /**
     * Fills {@code target}, which has its format, size and buffer; scaled where the sizes differ, with black beside the
     * picture where the shapes do.
     */
    void convert(BufferedImage picture, AVFrame target) {
        load(shaped(picture, target.width(), target.height()));
        SwsContext cached = sws_getCachedContext(
                context,
                packed.width(),
                packed.height(),
                packed.format(),
                target.width(),
                target.height(),
                target.format(),
                SWS_BICUBIC,
                null,
                null,
                (DoublePointer) null);
        context = cached;
        sws_scale(cached, packed.data(), packed.linesize(), 0, packed.height(), target.data(), target.linesize());
    }

    private void load(BufferedImage bgr) {
        int width = bgr.getWidth();
        int height = bgr.getHeight();
        if (packed.width() != width || packed.height() != height) {
            av_frame_unref(packed);
            packed.width(width);
            packed.height(height);
            packed.format(AV_PIX_FMT_BGR24);
            av_frame_get_buffer(packed, 0);
        }
        byte[] pixels = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        int stride = packed.linesize(0);
        for (int y = 0; y < height; y++) {
            packed.data(0).position((long) y * stride).put(pixels, y * width * 3, width * 3);
        }
    }

    private static BufferedImage shaped(BufferedImage picture, int width, int height) {
        Letterbox box = Letterbox.of(picture.getWidth(), picture.getHeight(), width, height);
        boolean fits = width - box.innerWidth() <= 1 && height - box.innerHeight() <= 1;
        if (fits && picture.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return picture;
        }
        BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = bgr.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, box.left(), box.top(), box.innerWidth(), box.innerHeight(), null);
        graphics.dispose();
        return bgr;
    }

    @Override
    public void close() {
        av_frame_free(packed);
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
    }
}
