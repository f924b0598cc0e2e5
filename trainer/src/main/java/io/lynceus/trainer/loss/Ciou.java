package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.maximum;
import static org.bytedeco.pytorch.global.torch.minimum;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Complete IoU (Zheng et al. 2020): IoU less centre distance less aspect difference. */
final class Ciou {
    private static final double EPS = 1e-7;

    private Ciou() {}

    /**
     * CIoU of boxes x1 y1 x2 y2.
     *
     * @param a (..., 4)
     * @param b (..., 4), shapes broadcast
     * @return (...), at most 1; differentiable in both, the aspect weight taken as constant
     */
    static Tensor of(Tensor a, Tensor b) {
        Scalar eps = new Scalar(EPS);
        Tensor ax1 = a.select(-1, 0);
        Tensor ay1 = a.select(-1, 1);
        Tensor ax2 = a.select(-1, 2);
        Tensor ay2 = a.select(-1, 3);
        Tensor bx1 = b.select(-1, 0);
        Tensor by1 = b.select(-1, 1);
        Tensor bx2 = b.select(-1, 2);
        Tensor by2 = b.select(-1, 3);
        Tensor aw = ax2.sub(ax1);
        Tensor ah = ay2.sub(ay1).add(eps);
        Tensor bw = bx2.sub(bx1);
        Tensor bh = by2.sub(by1).add(eps);

        Tensor overlap = span(minimum(ax2, bx2), maximum(ax1, bx1)).mul(span(minimum(ay2, by2), maximum(ay1, by1)));
        Tensor union = aw.mul(ah).add(bw.mul(bh)).sub(overlap).add(eps);
        Tensor iou = overlap.div(union);

        Tensor hullWidth = maximum(ax2, bx2).sub(minimum(ax1, bx1));
        Tensor hullHeight = maximum(ay2, by2).sub(minimum(ay1, by1));
        Tensor diagonal = hullWidth.square().add(hullHeight.square()).add(eps);
        Tensor twiceDx = bx1.add(bx2).sub(ax1).sub(ax2);
        Tensor twiceDy = by1.add(by2).sub(ay1).sub(ay2);
        Tensor distance = twiceDx.square().add(twiceDy.square()).div(new Scalar(4.0));

        Tensor aspect = bw.div(bh).atan().sub(aw.div(ah).atan()).square().mul(new Scalar(4 / (Math.PI * Math.PI)));
        Tensor weight = aspect.div(aspect.sub(iou).add(new Scalar(1 + EPS))).detach();
        return iou.sub(distance.div(diagonal).add(aspect.mul(weight)));
    }

    private static Tensor span(Tensor to, Tensor from) {
        return to.sub(from).clamp_min(new Scalar(0.0));
    }
}
