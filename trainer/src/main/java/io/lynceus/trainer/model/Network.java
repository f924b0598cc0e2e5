package io.lynceus.trainer.model;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.model.Branch.Role;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A detector in LibTorch. Used by one thread at a time. Owns its weights' native memory until {@link #close()}; what
 * its methods return belongs to the caller's open PointerScope.
 */
public final class Network implements AutoCloseable {
    private final Architecture architecture;
    private final int classes;
    private final Weights weights;

    private Network(Architecture architecture, int classes, Weights weights) {
        this.architecture = architecture;
        this.classes = classes;
        this.weights = weights;
    }

    /**
     * A fresh network: kernels uniform within 1/sqrt(fan in), norms 1 and 0, the detection biases at their priors.
     *
     * @param seed the same seed gives the same weights
     */
    public static Network create(Architecture architecture, int classes, long seed) {
        return create(architecture, classes, seed, ScalarType.Float);
    }

    /**
     * A fresh float32 network on a device.
     *
     * @param seed the same seed gives the same weights
     * @param device stays the caller's
     */
    public static Network create(Architecture architecture, int classes, long seed, Device device) {
        return create(architecture, classes, seed, ScalarType.Float, device);
    }

    /**
     * A fresh network in another floating type, which its images must be of too: float64 is slow, and what numbers are
     * checked in.
     *
     * @param seed the same seed gives the same weights
     */
    public static Network create(Architecture architecture, int classes, long seed, ScalarType type) {
        try (Device cpu = new Device(DeviceType.CPU)) {
            return create(architecture, classes, seed, type, cpu);
        }
    }

    private static Network create(Architecture architecture, int classes, long seed, ScalarType type, Device device) {
        LibTorch.prepare();
        Profile profile = Profile.of(architecture, classes, AnchorPoints.STRIDES[2], AnchorPoints.STRIDES[2]);
        Weights weights = new Weights(profile.parameters(), type, device);
        Initialiser.initialise(weights, architecture, classes, seed);
        return new Network(architecture, classes, weights);
    }

    /**
     * The raw maps.
     *
     * @param images (N, 3, H, W) in 0..1, of the network's type, on any device, H and W multiples of 32
     * @param training batch statistics, running ones updated, maps of all branches, graph recorded; otherwise running
     *     statistics, maps of the detecting branch alone, and a graph only if gradients are on
     */
    public RawHeads forward(Tensor images, boolean training) {
        return forward(images, training, Precision.FLOAT32);
    }

    /** The same with convolutions of a float32 network in another precision; the maps are of the network's type. */
    public RawHeads forward(Tensor images, boolean training, Precision precision) {
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope scope = new PointerScope()) {
            List<Branch> branches = training ? architecture.branches() : List.of(architecture.detecting());
            Graph<Tensor> graph = new Graph<>(architecture, classes, new TorchOps(weights, training, precision));
            Device device = weights.device();
            Tensor input = images.to(device, images.scalar_type()).contiguous(LibTorch.layout(device));
            List<List<Tensor>> maps = graph.run(input, branches);
            if (training) {
                weights.countBatch();
            }
            maps.forEach(branch -> branch.forEach(map -> keep(outer, map)));
            return new RawHeads(
                    of(Role.AUXILIARY, branches, maps),
                    of(Role.MAIN, branches, maps),
                    of(Role.ONE_TO_ONE, branches, maps));
        }
    }

    private static List<Tensor> of(Role role, List<Branch> branches, List<List<Tensor>> maps) {
        for (int i = 0; i < branches.size(); i++) {
            if (branches.get(i).role() == role) {
                return maps.get(i);
            }
        }
        return List.of();
    }

    private static void keep(@Nullable PointerScope outer, Tensor tensor) {
        if (outer == null) {
            tensor.retainReference();
        } else {
            outer.attach(tensor);
        }
    }

    /**
     * The raw maps of the detecting head in another meaning of the blocks, for example written down as a file.
     *
     * @param image what stands for the input
     */
    public <V> List<V> trace(Ops<V> ops, V image) {
        return new Graph<>(architecture, classes, ops)
                .run(image, List.of(architecture.detecting()))
                .get(0);
    }

    /**
     * Boxes and scores from the raw maps of one head.
     *
     * @param maps (N, 64 + classes, h, w) at strides 8, 16, 32
     * @return (N, 4 + classes, anchors): cx, cy, w, h in input pixels, then
     *     scores after the sigmoid; anchors by stride, then row, then column
     */
    public Tensor decode(List<Tensor> maps) {
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope scope = new PointerScope()) {
            Tensor decoded = Decoder.decode(maps);
            keep(outer, decoded);
            return decoded;
        }
    }

    /**
     * The decoded detecting head in evaluation mode, without gradients; shapes as {@link #forward} and {@link #decode}.
     */
    public Tensor predict(Tensor images) {
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor decoded = Decoder.decode(forward(images, false).detecting());
            keep(outer, decoded);
            return decoded;
        }
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
        return weights;
    }

    @Override
    public void close() {
        weights.close();
    }
}
