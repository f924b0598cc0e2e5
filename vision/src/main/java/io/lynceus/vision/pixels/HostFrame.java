package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A frame of FFmpeg's software decoders, in native memory. */
public final class HostFrame implements DecodedFrame {
    private final @Nullable String damage;
    private final Turn turn;
    private final Scalers scalers;
    private @Nullable AVFrame frame;

    /**
     * Takes the picture out of {@code decoded}, which is left empty.
     *
     * @param damage see {@link #damage}
     * @param scalers for this picture and others of its stream
     */
    public HostFrame(AVFrame decoded, @Nullable String damage, Scalers scalers) {
        this.damage = damage;
        this.scalers = scalers;
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, decoded);
        this.frame = own;
        this.turn = Turn.of(own);
    }

    @Override
    public int width() {
        return turn.width(open());
    }

    @Override
    public int height() {
        return turn.height(open());
    }

    @Override
    public @Nullable String damage() {
        return damage;
    }

    /**
     * One swscale step from the decoder's pixels into the slot; where that cannot be, to planes of the inner size, and
     * one pass from there.
     */
    @Override
    public Letterbox into(Slot slot) {
        Letterbox box = Letterbox.of(width(), height(), slot.width(), slot.height());
        Scaler scaler = scalers.take();
        try {
            slot.write(box, open(), turn, scaler);
        } finally {
            scalers.giveBack(scaler);
        }
        return box;
    }

    @Override
    public BufferedImage picture(int width, int height) {
        Scaler scaler = scalers.take();
        try {
            return scaler.forDrawing(open(), turn, width, height);
        } finally {
            scalers.giveBack(scaler);
        }
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
