package io.lynceus.trainer.model;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** From raw maps to boxes: the mean of each side's distribution is its distance from the cell's centre. */
final class Decoder {
    private Decoder() {}

    static Tensor decode(List<Tensor> maps) {
        Tensor first = maps.get(0);
        int stride = AnchorPoints.STRIDES[0];
        AnchorPoints anchors = AnchorPoints.of((int) first.size(2) * stride, (int) first.size(3) * stride);
        Tensor all = torch.cat(
                new TensorVector(maps.stream().map(map -> map.flatten(2, -1)).toArray(Tensor[]::new)), 2);
        long batch = all.size(0);
        TensorOptions options = all.options();
        Tensor bins = torch.arange(new Scalar(RawHeads.BINS), options).view(1, 1, RawHeads.BINS, 1);
        Tensor sides = all.narrow(1, 0, RawHeads.BOX_CHANNELS)
                .reshape(batch, 4, RawHeads.BINS, anchors.count())
                .softmax(2)
                .mul(bins)
                .sum(2);
        Tensor leftTop = sides.narrow(1, 0, 2);
        Tensor rightBottom = sides.narrow(1, 2, 2);
        Tensor points = torch.stack(new TensorVector(Tensor.create(anchors.x()), Tensor.create(anchors.y())), 0);
        Tensor centres = points.to(all.device(), all.scalar_type())
                .add(rightBottom.sub(leftTop).mul(new Scalar(0.5)));
        Tensor sizes = leftTop.add(rightBottom);
        Tensor strides = Tensor.create(anchors.stride()).to(all.device(), all.scalar_type());
        Tensor boxes = torch.cat(new TensorVector(centres, sizes), 1).mul(strides);
        Tensor scores = all.narrow(1, RawHeads.BOX_CHANNELS, all.size(1) - RawHeads.BOX_CHANNELS)
                .sigmoid();
        return torch.cat(new TensorVector(boxes, scores), 1);
    }
}
