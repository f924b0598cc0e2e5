package io.lynceus.processor.decode;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/**
 * One decoded picture, in native memory that belongs to whoever got the frame from {@link Decoder#receive}: close it, and before its
 * decoder. It stays valid while the decoder goes on, and may be used by one thread at a time.
 */
public final class DecodedFrame implements Decoded, AutoCloseable {
    private final long tag;

    DecodedFrame(long tag) {
        this.tag = tag;
    }

    @Override
    public long tag() {
        return tag;
    }

    /** Pixels. */
    public int width() {
        throw new UnsupportedOperationException("coming");
    }

    /** Pixels. */
    public int height() {
        throw new UnsupportedOperationException("coming");
    }

    /** True when the decoder found damage and concealed it: the picture is there, and not to be trusted. */
    public boolean corrupt() {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * Writes the frame as a network wants it: scaled to fit, centred, the rest 114/255; planes R, G, B of floats 0..1.
     *
     * @param slot direct memory in native order, 3 x height x width floats from its position; the position stays
     */
    public void letterboxInto(FloatBuffer slot, int width, int height) {
        throw new UnsupportedOperationException("coming");
    }

    /** A picture of TYPE_3BYTE_BGR at the given size, for drawing. */
    public BufferedImage picture(int width, int height) {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {}
}
