package io.lynceus.trainer.training;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic gradient descent with Nesterov momentum (Sutskever et al. 2013) on whole groups of weights at once. Its momentum
 * lives in the PointerScope that is open when it is made. One thread.
 */
final class Sgd {
    /** The only group that decays. */
    private static final int KERNELS = 1;

    private final List<ParameterGroup> groups;
    private final double weightDecay;
    private final List<Tensor> momenta = new ArrayList<>();

    Sgd(List<ParameterGroup> groups, double weightDecay) {
        this.groups = List.copyOf(groups);
        this.weightDecay = weightDecay;
        for (ParameterGroup group : groups) {
            momenta.add(group.values().new_zeros(group.values().size(0)));
        }
    }

    /** The momentum of each group, flat; writing to it sets it. */
    List<Tensor> momenta() {
        return List.copyOf(momenta);
    }

    List<ParameterGroup> groups() {
        return groups;
    }

    void zeroGradients() {
        for (ParameterGroup group : groups) {
            group.gradients().zero_();
        }
    }

    /** Scales all gradients so that their common norm is at most {@code most}; returns the norm that it was. */
    double clip(double most) {
        double squares = 0;
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            for (ParameterGroup group : groups) {
                double norm = group.gradients().norm().item_double();
                squares += norm * norm;
            }
            double norm = Math.sqrt(squares);
            double scale = most / (norm + 1e-6);
            if (scale < 1) {
                for (ParameterGroup group : groups) {
                    group.gradients().mul_(new Scalar(scale));
                }
            }
            return norm;
        }
    }

    /** Moves the weights. The gradients are used up: set them to zero before the next batch. */
    void step(StepSettings settings) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Scalar momentum = new Scalar(settings.momentum());
            for (int i = 0; i < groups.size(); i++) {
                Tensor values = groups.get(i).values();
                Tensor gradients = groups.get(i).gradients();
                if (i == KERNELS) {
                    gradients.add_(values, new Scalar(weightDecay));
                }
                momenta.get(i).mul_(momentum).add_(gradients);
                gradients.add_(momenta.get(i), momentum);
                values.add_(gradients, new Scalar(-settings.rate(i)));
            }
        }
    }
}
