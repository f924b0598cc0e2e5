package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.subtract;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The loss of one head: its own assignment, its own normaliser. */
final class HeadLoss {
    /** Bins of the distribution over the distance to a side: 0 to 15 cells. */
    private static final int BINS = 16;

    private static final int SIDES = 4;
    private static final int SUM = 2;

    private HeadLoss() {}

    /**
     * Box, class and distribution loss, without gains.
     *
     * @param maps (N, 64 + classes, h, w) at strides 8, 16, 32
     * @param each anchors of an object: {@link TaskAlignedAssigner#MANY} or {@link TaskAlignedAssigner#ONE}
     * @param scorePower on the scores to aim for
     * @param overAll adds up over the processes that train together
     * @return (3)
     */
    static Tensor of(List<Tensor> maps, Targets targets, int each, double scorePower, UnaryOperator<Tensor> overAll) {
        Anchors anchors = Anchors.of(maps);
        Tensor flat = flatten(maps);
        long pictures = flat.size(0);
        long count = flat.size(1);
        long classes = flat.size(2) - SIDES * BINS;
        Tensor sides = flat.narrow(2, 0, SIDES * BINS).reshape(pictures * count, SIDES, BINS);
        Tensor logits = flat.narrow(2, SIDES * BINS, classes);

        Assignment assignment = assign(maps.get(0), anchors, sides.detach(), logits.detach(), targets, each)
                .raised(scorePower);
        Tensor normaliser = overAll.apply(assignment.scores().sum()).clamp_min(new Scalar(1.0));

        Tensor wanted = logits.new_zeros(pictures * count * classes)
                .index_copy_(
                        0,
                        assignment.anchors().mul(new Scalar(classes)).add(assignment.classes()),
                        assignment.scores());
        Tensor cls = binary_cross_entropy_with_logits(
                logits.reshape(-1), wanted, new TensorOptional(), new TensorOptional(), SUM);

        Tensor own = assignment.anchors().remainder(new Scalar(count));
        Tensor points = anchors.points().index_select(0, own);
        Tensor wantedBoxes = assignment.boxes().div(anchors.strides().index_select(0, own));
        Tensor assignedSides = sides.index_select(0, assignment.anchors());
        Tensor box = subtract(new Scalar(1.0), Ciou.of(Anchors.boxes(points, expected(assignedSides)), wantedBoxes))
                .mul(assignment.scores())
                .sum();
        Tensor dfl = distribution(assignedSides, points, wantedBoxes)
                .mul(assignment.scores())
                .sum();
        return stack(new TensorVector(box, cls, dfl), 0).div(normaliser);
    }

    /** (N, A, channels) of all levels. */
    static Tensor flatten(List<Tensor> maps) {
        TensorVector levels = new TensorVector();
        for (Tensor map : maps) {
            levels.push_back(map.flatten(2, 3));
        }
        return cat(levels, 2).permute(0, 2, 1);
    }

    private static Assignment assign(
            Tensor finest, Anchors anchors, Tensor sides, Tensor logits, Targets targets, int each) {
        Tensor boxes = Anchors.boxes(anchors.points(), expected(sides).reshape(logits.size(0), logits.size(1), SIDES))
                .mul(anchors.strides());
        long width = finest.size(3) * Anchors.STRIDES[0];
        long height = finest.size(2) * Anchors.STRIDES[0];
        return TaskAlignedAssigner.assign(
                logits.sigmoid(),
                boxes,
                anchors.points().mul(anchors.strides()),
                targets.classes().to(logits.device(), ScalarType.Long),
                targets.pixels(width, height, logits),
                each);
    }

    /** (..., 4) the expected distances in cells, from (..., 4, 16) logits. */
    private static Tensor expected(Tensor sides) {
        return sides.softmax(-1).matmul(arange(new Scalar(BINS), sides.options()));
    }

    /** (F) mean over the sides of the cross entropy with the two bins around the wanted distance. */
    private static Tensor distribution(Tensor sides, Tensor points, Tensor wantedBoxes) {
        Tensor corner = points.sub(wantedBoxes.narrow(1, 0, 2));
        Tensor opposite = wantedBoxes.narrow(1, 2, 2).sub(points);
        Tensor distance = cat(new TensorVector(corner, opposite), 1)
                .clamp_min(new Scalar(0.0))
                .clamp_max(new Scalar(BINS - 1 - 0.01));
        Tensor lower = distance.floor();
        Tensor towardsUpper = distance.sub(lower);
        Tensor bin = lower.to(ScalarType.Long).unsqueeze(2);
        Tensor logarithm = sides.log_softmax(2);
        Tensor atLower = logarithm.gather(2, bin).squeeze(2);
        Tensor atUpper = logarithm.gather(2, bin.add(new Scalar(1))).squeeze(2);
        return atLower.add(towardsUpper.mul(atUpper.sub(atLower))).mean(1).neg();
    }
}
