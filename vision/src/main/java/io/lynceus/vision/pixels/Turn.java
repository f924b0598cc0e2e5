package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/**
 * How a stored picture must be turned or mirrored to be upright: what a phone writes into the container's display
 * matrix and a camera into the EXIF orientation, what players show, and what labels go by. A pixel's place (x, y)
 * becomes (ax + cy, bx + dy), moved back into the picture.
 */
public record Turn(int a, int b, int c, int d) {
    /** The picture is stored upright. */
    public static final Turn NONE = new Turn(1, 0, 0, 1);

    /** Numbers of a display matrix. */
    private static final int MATRIX = 9;

    /** Of a cosine or sine: less is within the degree that FFmpeg's own program allows. */
    private static final double ALMOST = 0.018;

    /** What the file or the codec said of this frame. */
    public static Turn of(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < MATRIX * Integer.BYTES) {
            return NONE;
        }
        return of(data.data()
                .capacity(MATRIX * Integer.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer());
    }

    /**
     * The turn of a display matrix, which also may scale and move; {@link #NONE} where it says something other than a
     * multiple of 90 degrees and a mirror.
     *
     * @param matrix nine numbers, row by row, as FFmpeg has them
     */
    public static Turn of(IntBuffer matrix) {
        double first = Math.hypot(matrix.get(0), matrix.get(3));
        double second = Math.hypot(matrix.get(1), matrix.get(4));
        Turn turn = new Turn(
                whole(matrix.get(0) / first),
                whole(matrix.get(1) / second),
                whole(matrix.get(3) / first),
                whole(matrix.get(4) / second));
        int x = Math.abs(turn.a);
        int y = Math.abs(turn.b);
        return x + y == 1 && x == Math.abs(turn.d) && y == Math.abs(turn.c) ? turn : NONE;
    }

    /** -1, 0 or 1; 2 for what is near none of them. */
    private static int whole(double value) {
        long near = Math.round(value);
        return Math.abs(value - near) < ALMOST ? (int) near : 2;
    }

    /** Whether width and height change places. */
    public boolean isSideways() {
        return a == 0;
    }

    /** Of the upright picture, pixels. */
    public int width(int storedWidth, int storedHeight) {
        return isSideways() ? storedHeight : storedWidth;
    }

    /** Of the upright picture, pixels. */
    public int height(int storedWidth, int storedHeight) {
        return isSideways() ? storedWidth : storedHeight;
    }

    /** Of the upright frame, pixels. */
    public int width(AVFrame frame) {
        return width(frame.width(), frame.height());
    }

    /** Of the upright frame, pixels. */
    public int height(AVFrame frame) {
        return height(frame.width(), frame.height());
    }

    /** The stored column of the upright picture's place (x, y), the upright picture being of this size. */
    int storedX(int x, int y, int width, int height) {
        return a * (x - left(width)) + b * (y - top(height));
    }

    /** The stored row of the upright picture's place (x, y), the upright picture being of this size. */
    int storedY(int x, int y, int width, int height) {
        return c * (x - left(width)) + d * (y - top(height));
    }

    private int left(int width) {
        return a + c < 0 ? width - 1 : 0;
    }

    private int top(int height) {
        return b + d < 0 ? height - 1 : 0;
    }

    /**
     * Turns three bytes a pixel, rows without padding.
     *
     * @param width of the upright picture
     * @param height of the upright picture
     */
    void apply(byte[] stored, byte[] upright, int width, int height) {
        int row = 3 * (isSideways() ? height : width);
        int step = 3 * a + row * c;
        int target = 0;
        for (int y = 0; y < height; y++) {
            int from = storedY(0, y, width, height) * row + 3 * storedX(0, y, width, height);
            for (int x = 0; x < width; x++, from += step, target += 3) {
                upright[target] = stored[from];
                upright[target + 1] = stored[from + 1];
                upright[target + 2] = stored[from + 2];
            }
        }
    }
}
