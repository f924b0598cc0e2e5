package io.lynceus.trainer.model;

import io.lynceus.trainer.config.Precision;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Runs the blocks on LibTorch. What it returns belongs to the open PointerScope. */
final class TorchOps implements Ops<Tensor> {
    private static final double EPSILON = 1e-3;
    private static final double MOMENTUM = 0.03;
    private static final long[] ONE = {1, 1};

    private final Weights weights;
    private final boolean training;
    private final Precision precision;

    TorchOps(Weights weights, boolean training, Precision precision) {
        this.weights = weights;
        this.training = training;
        this.precision = precision;
    }

    @Override
    public Tensor conv(String name, Tensor x, Kernel kernel) {
        return silu(normed(name, x, kernel));
    }

    @Override
    public Tensor repConv(String name, Tensor x, int channels) {
        Tensor wide = normed(name + ".conv1", x, Kernel.of(channels, 3));
        return silu(wide.add_(normed(name + ".conv2", x, Kernel.of(channels, 1))));
    }

    private Tensor normed(String name, Tensor x, Kernel kernel) {
        Tensor y =
                Convolution.of(rounded(x), rounded(weights.get(name + ".conv.weight")), new TensorOptional(), kernel);
        return torch.batch_norm(
                y,
                optional(name + ".bn.weight"),
                optional(name + ".bn.bias"),
                optional(name + ".bn.running_mean"),
                optional(name + ".bn.running_var"),
                training,
                MOMENTUM,
                EPSILON,
                true);
    }

    private Tensor rounded(Tensor x) {
        return switch (precision) {
            case FLOAT32 -> x;
            case BFLOAT16 -> x.to(ScalarType.BFloat16);
            case FLOAT16 -> x.to(ScalarType.Half);
        };
    }

    /** In evaluation nothing is kept for a backward pass, so the memory is used again. */
    private static Tensor silu(Tensor x) {
        return x.requires_grad() ? torch.silu(x) : torch.silu_(x);
    }

    @Override
    public Tensor linear(String name, Tensor x, int channels, int groups) {
        Tensor weight = weights.get(name + ".weight");
        Kernel kernel = new Kernel(channels, 1, 1, groups);
        return Convolution.of(x.to(weight.scalar_type()), weight, optional(name + ".bias"), kernel);
    }

    private TensorOptional optional(String name) {
        return new TensorOptional(weights.get(name));
    }

    @Override
    public void projection(String name, List<Tensor> maps) {}

    @Override
    public Tensor detached(Tensor x) {
        return x.detach();
    }

    @Override
    public Tensor concat(List<Tensor> xs) {
        return torch.cat(new TensorVector(xs.toArray(Tensor[]::new)), 1);
    }

    @Override
    public List<Tensor> split(Tensor x, List<Integer> channels) {
        // One operation, so that its gradient is one concatenation and not a sum of padded pieces.
        long[] lengths = channels.stream().mapToLong(Integer::longValue).toArray();
        return List.of(torch.split_with_sizes(x, lengths, 1).get());
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor averagePool(Tensor x) {
        return torch.avg_pool2d(x, new long[] {2, 2}, ONE, new long[] {0, 0}, false, true, new LongOptional());
    }

    @Override
    public Tensor maxPool(Tensor x, int size, int stride) {
        long[] padding = {size / 2, size / 2};
        return torch.max_pool2d(x, new long[] {size, size}, new long[] {stride, stride}, padding, ONE, false);
    }

    @Override
    public Tensor upsample(Tensor x) {
        return torch.upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3));
    }

    @Override
    public Tensor resize(Tensor x, Tensor like) {
        return torch.upsample_nearest2d(x, like.size(2), like.size(3));
    }

    @Override
    public int channels(Tensor x) {
        return (int) x.size(1);
    }
}
