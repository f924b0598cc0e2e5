package io.lynceus.processor.decode;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Packed bytes of pixels to planes of floats, with the grey border around them. Any thread. */
final class Planes {
    private static final float[] UNIT = new float[256];

    static {
        for (int i = 0; i < UNIT.length; i++) {
            UNIT[i] = i / 255f;
        }
    }

    private Planes() {}

    /**
     * @param rgb inner rows of {@code stride} bytes
     * @param slot planes R, G, B of {@code width} x {@code height} from its position
     */
    static void write(ByteBuffer rgb, int stride, Letterbox box, FloatBuffer slot, int width, int height) {
        int plane = width * height;
        int start = slot.position();
        byte[] packed = new byte[box.innerWidth() * 3];
        float[][] rows = new float[3][width];
        for (float[] row : rows) {
            Arrays.fill(row, UNIT[Letterbox.GREY]);
        }
        for (int y = 0; y < height; y++) {
            int inner = y - box.top();
            if (inner < 0 || inner >= box.innerHeight()) {
                continue;
            }
            rgb.get(inner * stride, packed);
            spread(packed, rows, box.left());
            for (int channel = 0; channel < 3; channel++) {
                slot.put(start + channel * plane + y * width, rows[channel]);
            }
        }
        float[] grey = new float[width];
        Arrays.fill(grey, UNIT[Letterbox.GREY]);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < box.top(); y++) {
                slot.put(start + channel * plane + y * width, grey);
            }
            for (int y = box.top() + box.innerHeight(); y < height; y++) {
                slot.put(start + channel * plane + y * width, grey);
            }
        }
    }

    private static void spread(byte[] packed, float[][] rows, int left) {
        float[] red = rows[0];
        float[] green = rows[1];
        float[] blue = rows[2];
        for (int x = 0, at = left; x < packed.length; x += 3, at++) {
            red[at] = UNIT[packed[x] & 0xff];
            green[at] = UNIT[packed[x + 1] & 0xff];
            blue[at] = UNIT[packed[x + 2] & 0xff];
        }
    }
}
