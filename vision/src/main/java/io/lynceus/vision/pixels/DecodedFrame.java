package io.lynceus.vision.pixels;

import java.awt.image.BufferedImage;

/**
 * One decoded picture, wherever its pixels lie: in this machine's memory ({@link HostFrame}), or on a device whose
 * decoder made it. It belongs to whoever got it from a decoder: close it, and before the decoder. It stays valid while
 * the decoder goes on, and may be used by one thread at a time.
 *
 * <p>Every frame can be put into host memory; a lane whose network runs on the frame's own device knows the kind and
 * leaves it there.
 */
public interface DecodedFrame extends PictureSource, AutoCloseable {
    /** Pixels. */
    int width();

    /** Pixels. */
    int height();

    /**
     * True when the decoder found damage in it, or in what it builds on, and concealed it: the picture is there, and
     * not to be trusted.
     */
    boolean corrupt();

    /** A picture of TYPE_3BYTE_BGR at the given size in pixels, for drawing on. */
    BufferedImage picture(int width, int height);

    /** Frees the pixels. */
    @Override
    void close();
}
