package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Picture;
import java.util.List;

/** Interleaved pixels laid out as a model takes them: a red, a green and a blue plane. */
final class Planes {
    private Planes() {}

    /** A batch of one size of whole network inputs. */
    static PictureBatch of(List<Picture> inputs) {
        Picture first = inputs.get(0);
        int length = 3 * first.height() * first.width();
        byte[] planes = new byte[inputs.size() * length];
        for (int i = 0; i < inputs.size(); i++) {
            write(inputs.get(i), planes, i * length);
        }
        return new PictureBatch(inputs.size(), first.height(), first.width(), planes);
    }

    /** @param offset where in {@code planes} the red plane starts */
    static void write(Picture picture, byte[] planes, int offset) {
        int area = picture.height() * picture.width();
        byte[] rgb = picture.rgb();
        for (int to = offset, from = 0; to < offset + area; to++, from += 3) {
            planes[to] = rgb[from];
            planes[to + area] = rgb[from + 1];
            planes[to + 2 * area] = rgb[from + 2];
        }
    }
}
