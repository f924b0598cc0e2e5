package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.stack;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The centres of the cells, by stride, then row, then column.
 *
 * @param points (A, 2) x, y in cells of the anchor's own level
 * @param strides (A, 1) pixels per cell
 */
record Anchors(Tensor points, Tensor strides) {
    static final int[] STRIDES = {8, 16, 32};

    /** The anchors of maps (N, channels, h, w) at strides 8, 16, 32. */
    static Anchors of(List<Tensor> maps) {
        TensorVector points = new TensorVector();
        TensorVector strides = new TensorVector();
        for (int level = 0; level < maps.size(); level++) {
            Tensor map = maps.get(level);
            long h = map.size(2);
            long w = map.size(3);
            Tensor y = centres(h, map).unsqueeze(1).expand(h, w);
            Tensor x = centres(w, map).unsqueeze(0).expand(h, w);
            points.push_back(stack(new TensorVector(x, y), 2).reshape(h * w, 2));
            strides.push_back(map.new_full(new long[] {h * w, 1}, new Scalar(STRIDES[level])));
        }
        return new Anchors(cat(points, 0), cat(strides, 0));
    }

    private static Tensor centres(long count, Tensor like) {
        return arange(new Scalar(count), like.options()).add(new Scalar(0.5));
    }

    /**
     * Boxes x1 y1 x2 y2 in cells from distances (..., A, 4) left,
     * top, right, bottom in cells; with points given per row.
     */
    static Tensor boxes(Tensor points, Tensor distances) {
        Tensor corner = points.sub(distances.narrow(-1, 0, 2));
        Tensor opposite = points.add(distances.narrow(-1, 2, 2));
        return cat(new TensorVector(corner, opposite), -1);
    }
}
