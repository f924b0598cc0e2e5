package io.lynceus.trainer.model;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The parameters and buffers of a network under their state-dict names, kept in a few flat tensors. Not thread-safe.
 * Owns its native memory: every tensor handed out lives until {@link #close()}.
 */
public final class Weights implements AutoCloseable {
    /** All state-dict names in the official order. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    /**
     * The tensor of that name, a view of the flat storage: writing to it (in place, without gradients) writes the weight.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Tensor get(String name) {
        throw new UnsupportedOperationException();
    }

    /** The trainable parameters in the optimiser's order: biases, kernels (these decay), norm weights. */
    public List<ParameterGroup> groups() {
        throw new UnsupportedOperationException();
    }

    /** All running means and variances, (n) float32. */
    public Tensor buffers() {
        throw new UnsupportedOperationException();
    }

    /** Copies all values of the other, which must be of the same architecture and number of classes. Gradients stay. */
    public void copyFrom(Weights other) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies values by name, any float type.
     *
     * @param prefix put before a state-dict name to get the key
     * @throws io.lynceus.trainer.config.UserError when a tensor is missing or has another shape
     */
    public void load(Map<String, Tensor> tensors, String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
