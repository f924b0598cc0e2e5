package io.lynceus.trainer.training;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Stochastic gradient descent with Nesterov momentum (Sutskever et al. 2013). */
final class Sgd extends Optimizer {
    private final List<Tensor> momenta;

    Sgd(List<ParameterGroup> groups, double weightDecay) {
        super(groups, weightDecay);
        momenta = remember("momentum.");
    }

    @Override
    void move(int group, Tensor values, Tensor gradients, double decay, StepSettings settings) {
        Scalar momentum = new Scalar(settings.momentum());
        if (decay > 0) {
            gradients.add_(values, new Scalar(decay));
        }
        momenta.get(group).mul_(momentum).add_(gradients);
        gradients.add_(momenta.get(group), momentum);
        values.add_(gradients, new Scalar(-settings.rate(group)));
    }
}
