package io.lynceus.trainer.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One of the optimiser's groups: many parameters in one stretch of memory, so that a step is a handful of operations.
 * The parameters are views of {@code values}, their gradients views of {@code gradients}, in the memory of the
 * {@link Weights}, which own both.
 *
 * @param name "biases", "kernels" (the only group that decays) or "norms"
 * @param values (n) float32, not itself a leaf of the graph
 * @param gradients (n) float32, where backward accumulates; never replaced, set to zero in place
 * @param stretch how the parameters lie in both
 */
public record ParameterGroup(String name, Tensor values, Tensor gradients, Stretch stretch) {
    /** A group of one parameter. */
    public ParameterGroup(String name, Tensor values, Tensor gradients) {
        this(name, values, gradients, new Stretch(List.of(values.numel())));
    }
}
