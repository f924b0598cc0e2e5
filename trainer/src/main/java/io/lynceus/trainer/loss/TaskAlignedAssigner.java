package io.lynceus.trainer.loss;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Task-aligned assignment (TOOD, Feng et al. 2021): each label takes the ten anchors inside its box where score^0.5 *
 * CIoU^6 is largest; an anchor taken by several labels goes to the one it overlaps most, of all labels. The score to
 * aim for is that metric, scaled per label so that its best anchor aims for its best CIoU.
 *
 * <p>Or each label takes one, by the same metric, so that both assignments of a network agree on what is best (YOLOv10,
 * Wang et al. 2024, section 3.1). Then an anchor goes to the label whose metric is largest, and the others take their
 * next best: a label without an anchor would teach that there is nothing.
 *
 * <p>Only pairs of a label and an anchor inside its box are ever computed, which is a few percent of all and gives the
 * same result: outside pairs have metric 0. Inputs carry no gradient.
 */
final class TaskAlignedAssigner {
    /** Anchors of a label, as published. */
    static final int MANY = 10;

    /** A single one. */
    static final int ONE = 1;

    private static final double EPS = 1e-9;

    private TaskAlignedAssigner() {}

    /**
     * Assigns anchors to labels.
     *
     * @param scores (N, A, classes) predicted, 0..1
     * @param boxes (N, A, 4) predicted, x1 y1 x2 y2 in pixels
     * @param points (A, 2) anchors in pixels
     * @param labelClasses (N, M) int64
     * @param labelBoxes (N, M, 4) x1 y1 x2 y2 in pixels; all zero where there is none
     * @param each anchors of a label, at most; with {@link #ONE} each label that has an anchor for itself has one
     */
    static Assignment assign(
            Tensor scores, Tensor boxes, Tensor points, Tensor labelClasses, Tensor labelBoxes, int each) {
        long pictures = scores.size(0);
        long anchors = scores.size(1);
        long labels = labelClasses.size(1);
        if (labels == 0) {
            Tensor none = labelClasses.reshape(0);
            return new Assignment(none, none, scores.new_zeros(0), scores.new_zeros(0, 4));
        }
        Pairs pairs = new Pairs(
                scores.reshape(pictures * anchors, -1),
                boxes.reshape(-1, 4),
                labelClasses.reshape(-1),
                labelBoxes.reshape(-1, 4));

        Tensor inside = inside(points, labelBoxes);
        Tensor index = inside.reshape(pictures * labels, anchors).nonzero();
        Tensor label = index.select(1, 0);
        Tensor anchor = index.select(1, 1);
        Tensor picture = label.floor_divide(new Scalar(labels));
        Tensor metric = scores.new_zeros(pictures * labels * anchors)
                .index_copy_(
                        0,
                        label.mul(new Scalar(anchors)).add(anchor),
                        pairs.metric(label, picture.mul(new Scalar(anchors)).add(anchor)))
                .reshape(pictures, labels, anchors);

        if (each == ONE) {
            Tensor best = OneToOne.pairs(metric.masked_fill(inside.logical_not(), new Scalar(OneToOne.NEVER)));
            return assignment(pairs, best.select(0, 1), best.select(0, 0), pictures * labels);
        }
        Tensor top = metric.topk(Math.min(each, anchors), 2, true, true).get1();
        Tensor taken = inside.new_zeros(pictures, labels, anchors).scatter_(2, top, inside.gather(2, top));
        Tensor takers = taken.sum(1).reshape(-1);
        Tensor owner =
                taken.to(ScalarType.Byte).argmax(new LongOptional(1), false).reshape(-1);
        settle(owner, takers, boxes, labelBoxes);

        Tensor assigned = takers.gt(new Scalar(0)).nonzero().reshape(-1);
        Tensor firstLabel = assigned.floor_divide(new Scalar(anchors)).mul(new Scalar(labels));
        Tensor assignedLabel = owner.index_select(0, assigned).add(firstLabel);
        return assignment(pairs, assignedLabel, assigned, pictures * labels);
    }

    private static Assignment assignment(Pairs pairs, Tensor label, Tensor anchor, long labels) {
        return new Assignment(
                anchor,
                pairs.labelClasses.index_select(0, label),
                targetScores(pairs, label, anchor, labels),
                pairs.labelBoxes.index_select(0, label));
    }

    /** (N, M, A) whether the anchor lies inside the label's box; never for padding, which has no area. */
    private static Tensor inside(Tensor points, Tensor labelBoxes) {
        Tensor x = points.select(1, 0);
        Tensor y = points.select(1, 1);
        Tensor low = labelBoxes.add(new Scalar(EPS));
        Tensor high = labelBoxes.sub(new Scalar(EPS));
        return x.gt(low.narrow(2, 0, 1))
                .logical_and_(y.gt(low.narrow(2, 1, 1)))
                .logical_and_(x.lt(high.narrow(2, 2, 1)))
                .logical_and_(y.lt(high.narrow(2, 3, 1)));
    }

    /** Gives each anchor with several takers to the label it overlaps most, whether that label took it or not. */
    private static void settle(Tensor owner, Tensor takers, Tensor boxes, Tensor labelBoxes) {
        Tensor contested = takers.gt(new Scalar(1)).nonzero().reshape(-1);
        Tensor picture = contested.floor_divide(new Scalar(boxes.size(1)));
        Tensor candidates = labelBoxes.index_select(0, picture);
        Tensor claimed = boxes.reshape(-1, 4).index_select(0, contested).unsqueeze(1);
        Tensor overlap = Ciou.of(candidates, claimed).clamp_min(new Scalar(0.0));
        owner.index_copy_(0, contested, overlap.argmax(new LongOptional(1), false));
    }

    private static Tensor targetScores(Pairs pairs, Tensor label, Tensor anchor, long labels) {
        Tensor overlap = pairs.overlap(label, anchor);
        Tensor metric = pairs.metric(label, anchor);
        Tensor bestOverlap = best(overlap, label, labels);
        Tensor bestMetric = best(metric, label, labels);
        return metric.mul(bestOverlap).div(bestMetric.add(new Scalar(EPS)));
    }

    /** For each row the largest value among the rows of its label. */
    private static Tensor best(Tensor values, Tensor label, long labels) {
        return values.new_zeros(labels)
                .scatter_reduce_(0, label, values, "amax", true)
                .index_select(0, label);
    }

    /** What a label and an anchor have to do with each other, for lists of both. */
    private record Pairs(Tensor scores, Tensor boxes, Tensor labelClasses, Tensor labelBoxes) {
        Tensor overlap(Tensor label, Tensor anchor) {
            return Ciou.of(labelBoxes.index_select(0, label), boxes.index_select(0, anchor))
                    .clamp_min(new Scalar(0.0));
        }

        Tensor metric(Tensor label, Tensor anchor) {
            Tensor labelClass = labelClasses.index_select(0, label).unsqueeze(1);
            Tensor score = scores.index_select(0, anchor).gather(1, labelClass).squeeze(1);
            return score.sqrt().mul(overlap(label, anchor).pow(new Scalar(6)));
        }
    }
}
