package io.lynceus.vision.pixels;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture, wherever its pixels lie: in this machine's memory ({@link HostFrame}), or on a device whose
 * decoder made it ({@link CardFrame}). It is seen upright, turned and mirrored as a player would. It belongs to whoever
 * got it from a decoder: close it, and before the decoder. It stays valid while the decoder goes on, and may be used by
 * one thread at a time.
 *
 * <p>Every frame can be put into host memory; a lane whose network runs on the frame's own device knows the kind and
 * leaves it there.
 */
public interface DecodedFrame extends PictureSource, AutoCloseable {
    /** Of the upright picture, in pixels as stored: pixels that are not square are not stretched. */
    int width();

    /** Of the upright picture, in pixels as stored. */
    int height();

    /**
     * Why the picture is not to be trusted, for people: something of it, or of what it builds on, is missing, and the
     * decoder filled it in. Null when it is whole, as far as can be known.
     */
    @Nullable
    String damage();

    /** The upright picture, of TYPE_3BYTE_BGR, at the given size in pixels, for drawing on. */
    BufferedImage picture(int width, int height);

    /** Frees the pixels. */
    @Override
    void close();
}
