package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture, in native memory that belongs to whoever got the frame from a decoder: close it, and before the
 * decoder. It stays valid while the decoder goes on, and may be used by one thread at a time.
 */
public final class DecodedFrame implements AutoCloseable {
    private final boolean corrupt;
    private final Scalers scalers;
    private @Nullable AVFrame frame;

    /**
     * Takes the picture out of {@code decoded}, which is left empty.
     *
     * @param corrupt see {@link #corrupt}
     * @param scalers for this picture and others of its stream
     */
    public DecodedFrame(AVFrame decoded, boolean corrupt, Scalers scalers) {
        this.corrupt = corrupt;
        this.scalers = scalers;
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, decoded);
        this.frame = own;
    }

    /** Pixels. */
    public int width() {
        return open().width();
    }

    /** Pixels. */
    public int height() {
        return open().height();
    }

    /** True when the decoder found damage in it, or in what it builds on, and concealed it: the picture is there, and not to be trusted. */
    public boolean corrupt() {
        return corrupt;
    }

    /**
     * Writes the frame as a network wants it: scaled to fit, centred, the rest 114/255; planes R, G, B of floats 0..1. One swscale step
     * from the decoder's pixels to 8-bit RGB of the inner size, as the trainer does it.
     *
     * @param slot 3 x height x width floats from its position, best direct memory in native order; the position stays
     * @return where in the input the frame lies
     */
    public Letterbox letterboxInto(FloatBuffer slot, int width, int height) {
        Letterbox box = Letterbox.of(width(), height(), width, height);
        Scaler scaler = scalers.take();
        try {
            ByteBuffer gbr = scaler.scale(open(), box.innerWidth(), box.innerHeight(), AV_PIX_FMT_GBRP);
            Planes.write(gbr, Scaler.stride(box.innerWidth(), AV_PIX_FMT_GBRP), box, slot, width, height);
        } finally {
            scalers.giveBack(scaler);
        }
        return box;
    }

    /** A picture of TYPE_3BYTE_BGR at the given size in pixels, for drawing on. */
    public BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Scaler scaler = scalers.take();
        try {
            ByteBuffer bgr = scaler.scale(open(), width, height, AV_PIX_FMT_BGR24);
            int stride = Scaler.stride(width, AV_PIX_FMT_BGR24);
            for (int y = 0; y < height; y++) {
                bgr.get(y * stride, pixels, y * width * 3, width * 3);
            }
        } finally {
            scalers.giveBack(scaler);
        }
        return picture;
    }

    private AVFrame open() {
        AVFrame current = frame;
        if (current == null) {
            throw new IllegalStateException("the frame is closed");
        }
        return current;
    }

    @Override
    public void close() {
        if (frame != null) {
            av_frame_free(frame);
            frame = null;
        }
    }
}
