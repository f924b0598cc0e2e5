package io.lynceus.trainer.training;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Muon (Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks") for the filters of convolutions:
 * the Nesterov momentum of each, as a matrix of output channels by all else, is made orthogonal, so that every
 * direction in which it acts moves by the same. What has no matrix, biases and norms, moves by {@link Sgd}'s rule.
 */
final class Muon extends Optimizer {
    private final List<ParameterGroup> groups;
    private final double faster;
    private final List<Tensor> momenta;

    /** @param faster how many times the schedule's rate the filters move at */
    Muon(List<ParameterGroup> groups, double weightDecay, double faster) {
        super(groups, weightDecay);
        this.groups = List.copyOf(groups);
        this.faster = faster;
        momenta = remember("muon.");
    }

    @Override
    void move(int group, Tensor values, Tensor gradients, double decay, StepSettings settings) {
        Scalar momentum = new Scalar(settings.momentum());
        momenta.get(group).mul_(momentum).add_(gradients);
        gradients.add_(momenta.get(group), momentum);
        double rate = settings.rate(group);
        if (group == KERNELS) {
            rate *= faster;
            orthogonalise(groups.get(group).stretch().matrices(gradients));
            values.mul_(new Scalar(1 - rate * decay));
        }
        values.add_(gradients, new Scalar(-rate));
    }

    /** In place; matrices of one shape together, for most of a step's time on small ones is the calls. */
    private static void orthogonalise(List<Tensor> matrices) {
        Map<List<Long>, List<Tensor>> alike = matrices.stream()
                .collect(Collectors.groupingBy(
                        matrix -> List.of(matrix.size(0), matrix.size(1)), LinkedHashMap::new, Collectors.toList()));
        alike.forEach((shape, same) -> {
            Tensor stack = torch.stack(new TensorVector(same.toArray(Tensor[]::new)));
            // A tall matrix moves its few inputs more, so that numbers change as much as in a square one.
            double scale = Math.sqrt(Math.max(1, (double) shape.get(0) / shape.get(1)));
            Tensor straight = NewtonSchulz.orthogonal(stack).mul_(new Scalar(scale));
            for (int i = 0; i < same.size(); i++) {
                same.get(i).copy_(straight.select(0, i));
            }
        });
    }
}
