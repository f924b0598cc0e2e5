package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place of one picture in a network's input, in host memory: planes of {@link #width} x {@link #height}, R, G, B
 * unless its {@link Pixels} say otherwise.
 * The memory is the lane's, and nobody else writes to it: the grey border of the last picture stays for the next one of
 * the same shape. One thread at a time.
 */
public final class Slot {
    /** What a value of the input is. */
    public enum Element {
        /** From black, 0, to white, as {@link Pixels} has it. */
        FLOAT32(Float.BYTES),
        /** 0..255, for a network that does the rest itself. */
        UINT8(1);

        private final int bytes;

        Element(int bytes) {
            this.bytes = bytes;
        }

        /** Of one value. */
        public int bytes() {
            return bytes;
        }
    }

    private static final int CHANNELS = 3;

    private final ByteBuffer bytes;
    private final @Nullable FloatBuffer floats;
    private final Pixels pixels;
    private final int width;
    private final int height;
    private @Nullable Letterbox bordered;

    /**
     * For {@link Pixels#RGB}.
     *
     * @param memory {@link #bytes} from its position, best direct
     */
    public Slot(ByteBuffer memory, Element element, int width, int height) {
        this(memory, element, Pixels.RGB, width, height);
    }

    /** @param memory {@link #bytes} from its position, best direct */
    public Slot(ByteBuffer memory, Element element, Pixels pixels, int width, int height) {
        this.bytes = memory.slice().order(ByteOrder.nativeOrder());
        this.floats = element == Element.FLOAT32 ? bytes.asFloatBuffer() : null;
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        if (bytes.remaining() < bytes(element, width, height)) {
            throw new IllegalArgumentException("no room for a picture of " + width + "x" + height);
        }
    }

    /** What a picture takes. */
    public static long bytes(Element element, int width, int height) {
        return (long) CHANNELS * width * height * element.bytes();
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
                put(at(channel, box.left(), box.top() + y), row);
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
                put(at(channel, box.left(), box.top() + y), row);
            }
        }
    }

    private int at(int channel, int x, int y) {
        return (pixels.plane(channel) * height + y) * width + x;
    }

    private void put(int at, byte[] row) {
        if (floats == null) {
            bytes.put(at, row);
        } else {
            toFloats(row, pixels.table(), floats.slice(at, row.length));
        }
    }

    /**
     * A loop of its own, one value at a time into the slice: nothing that the compiler makes of JDK 17's buffers is
     * faster (PERFORMANCE.md).
     */
    private static void toFloats(byte[] row, float[] values, FloatBuffer target) {
        for (int x = 0; x < row.length; x++) {
            target.put(x, values[row[x] & 0xff]);
        }
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
            put(y * width, grey);
        }
    }
}
