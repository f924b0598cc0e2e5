package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The labels of a batch, packed per picture and padded with zeros to the most that any picture has (M, may be 0).
 *
 * @param classes (N, M) int64
 * @param boxes (N, M, 4) cx cy w h as fractions of the picture, float32
 */
public record Targets(Tensor classes, Tensor boxes) {
    /**
     * Packs label rows.
     *
     * @param rows of 6: picture index, class, cx, cy, w, h, the last four as fractions of the picture
     * @param pictures N
     */
    public static Targets pack(float[] rows, int pictures) {
        int[] counts = new int[pictures];
        int most = 0;
        for (int row = 0; row < rows.length; row += 6) {
            most = Math.max(most, ++counts[(int) rows[row]]);
        }
        long[] classes = new long[pictures * most];
        float[] boxes = new float[pictures * most * 4];
        int[] filled = new int[pictures];
        for (int row = 0; row < rows.length; row += 6) {
            int picture = (int) rows[row];
            int slot = picture * most + filled[picture]++;
            classes[slot] = (long) rows[row + 1];
            System.arraycopy(rows, row + 2, boxes, slot * 4, 4);
        }
        return new Targets(
                tensor(classes).reshape(pictures, most), tensor(boxes).reshape(pictures, most, 4));
    }

    /** The most labels that any picture has. */
    long most() {
        return classes.size(1);
    }

    /** The boxes as (N, M, 4) x1 y1 x2 y2 in pixels, in the type of {@code like}. */
    Tensor pixels(long width, long height, Tensor like) {
        Tensor boxesOfType = boxes.to(like.device(), like.scalar_type());
        Tensor scale = tensor((float) width, (float) height).to(like.device(), like.scalar_type());
        Tensor centre = boxesOfType.narrow(2, 0, 2).mul(scale);
        Tensor half = boxesOfType.narrow(2, 2, 2).mul(scale).div(new Scalar(2.0));
        return cat(new TensorVector(centre.sub(half), centre.add(half)), 2);
    }
}
