package io.lynceus.trainer.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A detector in LibTorch. Used by one thread at a time. Owns its weights' native memory until {@link #close()}; what its
 * methods return belongs to the caller's open PointerScope.
 */
public final class Network implements AutoCloseable {
    private final Architecture architecture;
    private final int classes;

    private Network(Architecture architecture, int classes) {
        this.architecture = architecture;
        this.classes = classes;
    }

    /**
     * A fresh network: kernels uniform within 1/sqrt(fan in), norms 1 and 0, the detection biases at their priors.
     *
     * @param seed the same seed gives the same weights
     */
    public static Network create(Architecture architecture, int classes, long seed) {
        return new Network(architecture, classes);
    }

    /**
     * The raw maps.
     *
     * @param images (N, 3, H, W) float32 in 0..1, H and W multiples of 32
     * @param training batch statistics, running ones updated, auxiliary maps computed, graph recorded; otherwise running
     *     statistics, no auxiliary maps, and a graph only if gradients are on
     */
    public RawHeads forward(Tensor images, boolean training) {
        throw new UnsupportedOperationException();
    }

    /**
     * Boxes and scores from the raw maps of one head.
     *
     * @param maps (N, 64 + classes, h, w) at strides 8, 16, 32
     * @return (N, 4 + classes, anchors): cx, cy, w, h in input pixels, then scores after the sigmoid; anchors by stride,
     *     then row, then column
     */
    public Tensor decode(List<Tensor> maps) {
        throw new UnsupportedOperationException();
    }

    /** The decoded main head in evaluation mode, without gradients; shapes as {@link #forward} and {@link #decode}. */
    public Tensor predict(Tensor images) {
        throw new UnsupportedOperationException();
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** What it is built from. */
    public Architecture architecture() {
        return architecture;
    }

    /** Its weights; closed with the network. */
    public Weights weights() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
