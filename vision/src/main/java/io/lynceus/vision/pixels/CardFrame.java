package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.lynceus.vision.RunError;
import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame whose pixels lie in an NVIDIA card's memory, where its decoder left them, stored upright. A network on that
 * card reads them there ({@link #onCard}); for one elsewhere the card scales the picture and gives the few bytes of the
 * result; for people the whole picture is fetched, once.
 *
 * <p>{@link #close} gives the memory back to FFmpeg, which writes to it again on the decoder's stream only: after all
 * that has been put there to read it.
 */
public final class CardFrame implements DecodedFrame {
    private final YuvOnCard picture;
    private final @Nullable String damage;
    private final Scalers scalers;
    private final OwnedFrame frame;
    private final FrameCard card;
    private @Nullable HostFrame fetched;

    /**
     * Takes the picture out of {@code decoded}, which is left empty.
     *
     * @param picture the same, as it lies on the card
     * @param damage see {@link #damage}
     * @param scalers for pictures of its stream that people see
     */
    public CardFrame(AVFrame decoded, YuvOnCard picture, @Nullable String damage, Scalers scalers, FrameCard card) {
        this.picture = picture;
        this.damage = damage;
        this.scalers = scalers;
        this.card = card;
        this.frame = new OwnedFrame(decoded);
    }

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public YuvOnCard onCard() {
        frame.open();
        return picture;
    }

    @Override
    public Letterbox into(Slot slot) {
        frame.open();
        Letterbox box = Letterbox.of(width(), height(), slot.width(), slot.height());
        int width = box.innerWidth();
        int height = box.innerHeight();
        card.scaled(
                picture,
                width,
                height,
                planes -> slot.write(box, new PlanarPixels(planes, width, Turn.NONE, width, height)));
        return box;
    }

    @Override
    public BufferedImage picture(int width, int height) {
        HostFrame host = fetched;
        if (host == null) {
            host = fetch();
            fetched = host;
        }
        return host.picture(width, height);
    }

    private HostFrame fetch() {
        AVFrame copy = av_frame_clone(frame.open());
        if (copy == null) {
            throw new RunError("no native memory for a picture of " + width() + "x" + height());
        }
        try {
            card.fetch(copy);
            return new HostFrame(copy, damage, scalers);
        } finally {
            av_frame_free(copy);
        }
    }

    @Override
    public void close() {
        if (fetched != null) {
            fetched.close();
            fetched = null;
        }
        frame.close();
    }
}
