package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The place of one picture in a network's input, in host memory: bytes, 0..255, as planes of {@link #width} x
 * {@link #height}, R, G, B unless its {@link Pixels} say otherwise.
 * The memory is the lane's, and nobody else writes to it: the grey border of the last picture stays for the next one of
 * the same shape. One thread at a time.
 */
public final class Slot {
    private static final int CHANNELS = 3;
    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int BLUE = 2;

    private final ByteBuffer bytes;
    private final Pixels pixels;
    private final int width;
    private final int height;
    private final boolean aligned;
    private @Nullable Letterbox bordered;

    /**
     * For {@link Pixels#RGB}.
     *
     * @param memory {@link #bytes} from its position, best direct and at a multiple of 64
     */
    public Slot(ByteBuffer memory, int width, int height) {
        this(memory, Pixels.RGB, width, height);
    }

    /** @param memory {@link #bytes} from its position, best direct and at a multiple of 64 */
    public Slot(ByteBuffer memory, Pixels pixels, int width, int height) {
        this.bytes = memory.slice();
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.aligned =
                bytes.isDirect() && width % Scaler.ALIGNMENT == 0 && bytes.alignmentOffset(0, Scaler.ALIGNMENT) == 0;
        if (bytes.remaining() < bytes(width, height)) {
            throw new IllegalArgumentException("no room for a picture of " + width + "x" + height);
        }
    }

    /** What a picture takes. */
    public static long bytes(int width, int height) {
        return (long) CHANNELS * width * height;
    }

    /** Memory for one, which the garbage collector frees. */
    public static ByteBuffer memory(int width, int height) {
        int bytes = Math.toIntExact(bytes(width, height));
        // An aligned slice ends at a multiple too, so that there must be room for one before and one behind.
        return ByteBuffer.allocateDirect(bytes + 2 * Scaler.ALIGNMENT)
                .alignedSlice(Scaler.ALIGNMENT)
                .limit(bytes);
    }

    /** Pixels. */
    public int width() {
        return width;
    }

    /** Pixels. */
    public int height() {
        return height;
    }

    /** Writes a frame: where FFmpeg can write such rows, in one step from the decoder's pixels to here. */
    void write(Letterbox box, AVFrame frame, Turn turn, Scaler scaler) {
        if (aligned && box.innerWidth() == width && turn.equals(Turn.NONE)) {
            border(box);
            int top = box.top();
            scaler.into(bytes, frame, width, box.innerHeight(), at(GREEN, 0, top), at(BLUE, 0, top), at(RED, 0, top));
        } else {
            write(box, scaler.planes(frame, turn, box.innerWidth(), box.innerHeight()));
        }
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
