package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.tensor;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.model.RawHeads;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of a network: the main head, a quarter of the auxiliary head where there is one (YOLOv9, Wang et al. 2024),
 * and the one-to-one head where there is one (YOLOv10, Wang et al. 2024), each with an assignment of its own.
 * Immutable.
 */
public final class DetectionLoss {
    private static final double AUX_WEIGHT = 0.25;

    private final float[] gains;
    private final double scorePower;
    private final UnaryOperator<Tensor> overAll;

    /** Gains of the recipe; YOLOv9's own loss has 7.5, 0.5 and 1.5 whatever its recipe says. */
    public DetectionLoss(Hyperparameters recipe) {
        this(recipe, UnaryOperator.identity());
    }

    /**
     * The part of several processes' loss that belongs to this one's
     * share of the batch; the parts add up to the loss of the whole.
     *
     * @param overAll adds a tensor without graph up over the processes, and may do so in place
     */
    public DetectionLoss(Hyperparameters recipe, UnaryOperator<Tensor> overAll) {
        this.overAll = overAll;
        scorePower = recipe.scorePower();
        gains = new float[] {(float) recipe.box(), (float) recipe.cls(), (float) recipe.dfl()};
    }

    /**
     * The loss of a batch, of those heads that there are.
     *
     * @param heads raw maps with their graph, float32 or float64
     * @param targets labels of the same pictures
     */
    public LossValue of(RawHeads heads, Targets targets) {
        Tensor items = heads.detecting().get(0).new_zeros(3);
        if (!heads.main().isEmpty()) {
            items = HeadLoss.of(heads.main(), targets, TaskAlignedAssigner.MANY, scorePower, overAll);
        }
        if (!heads.aux().isEmpty()) {
            Tensor aux = HeadLoss.of(heads.aux(), targets, TaskAlignedAssigner.MANY, scorePower, overAll);
            items = items.add(aux, new Scalar(AUX_WEIGHT));
        }
        if (!heads.oneToOne().isEmpty()) {
            items = items.add(HeadLoss.of(heads.oneToOne(), targets, TaskAlignedAssigner.ONE, scorePower, overAll));
        }
        items = items.mul(tensor(gains).to(items.device(), items.scalar_type()));
        Tensor pictures = overAll.apply(items.detach()
                .new_full(new long[0], new Scalar(heads.detecting().get(0).size(0))));
        return new LossValue(items.sum().mul(pictures), items.detach());
    }
}
