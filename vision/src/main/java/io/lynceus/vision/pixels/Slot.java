package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place of one picture in a network's input, in host memory: bytes, 0..255, as planes of {@link #width} x
 * {@link #height}, R, G, B unless its {@link Pixels} say otherwise.
 * The memory is the lane's, and nobody else writes to it: the grey border of the last picture stays for the next one of
 * the same shape. One thread at a time.
 */
public final class Slot {
    private static final int CHANNELS = 3;

    private final ByteBuffer bytes;
    private final Pixels pixels;
    private final int width;
    private final int height;
    private @Nullable Letterbox bordered;

    /**
     * For {@link Pixels#RGB}.
     *
     * @param memory {@link #bytes} from its position, best direct
     */
    public Slot(ByteBuffer memory, int width, int height) {
        this(memory, Pixels.RGB, width, height);
    }

    /** @param memory {@link #bytes} from its position, best direct */
    public Slot(ByteBuffer memory, Pixels pixels, int width, int height) {
        this.bytes = memory.slice();
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        if (bytes.remaining() < bytes(width, height)) {
            throw new IllegalArgumentException("no room for a picture of " + width + "x" + height);
        }
    }

    /** What a picture takes. */
    public static long bytes(int width, int height) {
        return (long) CHANNELS * width * height;
    }

    /** Pixels. */
    public int width() {
        return width;
    }

    /** Pixels. */
    public int height() {
        return height;
    }

    /** Writes a picture that has been scaled to the inner size. */
    void write(Letterbox box, PlanarPixels inner) {
        border(box);
        byte[] row = new byte[inner.width()];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < inner.height(); y++) {
                inner.row(channel, y, row);
                bytes.put(at(channel, box.left(), box.top() + y), row);
            }
        }
    }

    /** Writes a picture that has been scaled to the inner size. */
    void write(Letterbox box, Picture inner) {
        border(box);
        byte[] rgb = inner.rgb();
        byte[] row = new byte[inner.width()];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < inner.height(); y++) {
                int from = y * inner.width() * CHANNELS + channel;
                for (int x = 0; x < row.length; x++, from += CHANNELS) {
                    row[x] = rgb[from];
                }
                bytes.put(at(channel, box.left(), box.top() + y), row);
            }
        }
    }

    private int at(int channel, int x, int y) {
        return (pixels.plane(channel) * height + y) * width + x;
    }

    private void border(Letterbox box) {
        if (bordered != null && bordered.sameBorderAs(box)) {
            return;
        }
        bordered = box;
        if (box.innerWidth() == width && box.innerHeight() == height) {
            return;
        }
        byte[] grey = new byte[width];
        Arrays.fill(grey, Letterbox.GREY);
        for (int y = 0; y < CHANNELS * height; y++) {
            bytes.put(y * width, grey);
        }
    }
}
