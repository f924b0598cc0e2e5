package io.lynceus.trainer.training;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Lion (Chen et al., arXiv 2302.06675, algorithm 2): every weight moves by the learning rate, in the direction of a
 * mean of gradients that leans on the newest; the mean that is remembered leans on it less.
 */
final class Lion extends Optimizer {
    private static final double MEAN_DECAY = 0.99;

    private final double lean;
    private final List<Tensor> means;

    /** @param lean beta 1 of the paper, the recipe's momentum */
    Lion(List<ParameterGroup> groups, double weightDecay, double lean) {
        super(groups, weightDecay);
        this.lean = lean;
        means = remember("lion.mean.");
    }

    @Override
    void move(int group, Tensor values, Tensor gradients, double decay, StepSettings settings) {
        double rate = settings.rate(group);
        if (decay > 0) {
            values.mul_(new Scalar(1 - rate * decay));
        }
        Tensor mean = means.get(group);
        Tensor direction = mean.lerp(gradients, new Scalar(1 - lean)).sign_();
        values.add_(direction, new Scalar(-rate));
        mean.lerp_(gradients, new Scalar(1 - MEAN_DECAY));
    }
}
