package io.lynceus.vision.pixels;

import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A frame of FFmpeg's software decoders, in native memory. */
public final class HostFrame implements DecodedFrame {
    private final @Nullable String damage;
    private final Turn turn;
    private final Scalers scalers;
    private final OwnedFrame frame;

    /**
     * Takes the picture out of {@code decoded}, which is left empty.
     *
     * @param damage see {@link #damage}
     * @param scalers for this picture and others of its stream
     */
    public HostFrame(AVFrame decoded, @Nullable String damage, Scalers scalers) {
        this.damage = damage;
        this.scalers = scalers;
        this.frame = new OwnedFrame(decoded);
        this.turn = Turn.of(frame.open());
    }

    @Override
    public int width() {
        return turn.width(frame.open());
    }

    @Override
    public int height() {
        return turn.height(frame.open());
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
            slot.write(box, frame.open(), turn, scaler);
        } finally {
            scalers.giveBack(scaler);
        }
        return box;
    }

    @Override
    public BufferedImage picture(int width, int height) {
        Scaler scaler = scalers.take();
        try {
            return scaler.forDrawing(frame.open(), turn, width, height);
        } finally {
            scalers.giveBack(scaler);
        }
    }

    @Override
    public void close() {
        frame.close();
    }
}
