package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/**
 * How a stored picture must be turned or mirrored to be upright: what a camera
 * writes into the EXIF orientation, and what the labels of its pictures go by. A
 * pixel's place (x, y) becomes (ax + cy, bx + dy), moved back into the picture.
 */
record Turn(int a, int b, int c, int d) {
    static final Turn NONE = new Turn(1, 0, 0, 1);

    /** What the file said; {@link #NONE} when it said nothing, or something other than a multiple of 90 degrees. */
    static Turn of(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull()) {
            return NONE;
        }
        IntBuffer matrix = data.data()
                .capacity(9 * Integer.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        Turn turn = new Turn(
                Integer.signum(matrix.get(0)),
                Integer.signum(matrix.get(1)),
                Integer.signum(matrix.get(3)),
                Integer.signum(matrix.get(4)));
        return Math.abs(turn.a * turn.d) + Math.abs(turn.b * turn.c) == 1 ? turn : NONE;
    }

    private boolean isSideways() {
        return a == 0;
    }

    /** Of the upright frame, pixels. */
    int width(AVFrame frame) {
        return isSideways() ? frame.height() : frame.width();
    }

    /** Of the upright frame, pixels. */
    int height(AVFrame frame) {
        return isSideways() ? frame.width() : frame.height();
    }

    /** The frame upright and at the inner size of {@code letterbox}, which is one for the upright frame. */
    Picture scale(AVFrame frame, Scaler scaler, Letterbox letterbox) {
        int width = letterbox.innerWidth();
        int height = letterbox.innerHeight();
        return isSideways() ? apply(scaler.picture(frame, height, width)) : apply(scaler.picture(frame, width, height));
    }

    /** The picture turned. */
    Picture apply(Picture picture) {
        if (equals(NONE)) {
            return picture;
        }
        int width = isSideways() ? picture.height() : picture.width();
        int height = isSideways() ? picture.width() : picture.height();
        int left = a + c < 0 ? width - 1 : 0;
        int top = b + d < 0 ? height - 1 : 0;
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        int source = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++, source += 3) {
                int target = ((top + b * x + d * y) * width + left + a * x + c * y) * 3;
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
            }
        }
        return new Picture(width, height, to);
    }
}
