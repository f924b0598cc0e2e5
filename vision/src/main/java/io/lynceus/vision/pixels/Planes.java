package io.lynceus.vision.pixels;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Planes of bytes to planes of floats, with the grey border around them. Any thread. */
final class Planes {
    private static final float[] UNIT = new float[256];
    /** Where R, G and B are among the planes G, B, R. */
    private static final int[] SOURCE_PLANE = {2, 0, 1};

    static {
        for (int i = 0; i < UNIT.length; i++) {
            UNIT[i] = i / 255f;
        }
    }

    private Planes() {}

    /**
     * @param gbr planes G, B, R of inner rows of {@code stride} bytes
     * @param slot planes R, G, B of {@code width} x {@code height} from its position
     */
    static void write(ByteBuffer gbr, int stride, Letterbox box, FloatBuffer slot, int width, int height) {
        byte[] bytes = new byte[box.innerWidth()];
        float[] row = new float[width];
        float[] grey = new float[width];
        Arrays.fill(row, UNIT[Letterbox.GREY]);
        Arrays.fill(grey, UNIT[Letterbox.GREY]);
        int bottom = box.top() + box.innerHeight();
        for (int channel = 0; channel < SOURCE_PLANE.length; channel++) {
            int from = SOURCE_PLANE[channel] * stride * box.innerHeight();
            int to = slot.position() + channel * width * height;
            for (int y = 0; y < height; y++) {
                if (y < box.top() || y >= bottom) {
                    slot.put(to + y * width, grey);
                } else {
                    gbr.get(from + (y - box.top()) * stride, bytes);
                    for (int x = 0; x < bytes.length; x++) {
                        row[box.left() + x] = UNIT[bytes[x] & 0xff];
                    }
                    slot.put(to + y * width, row);
                }
            }
        }
    }
}
