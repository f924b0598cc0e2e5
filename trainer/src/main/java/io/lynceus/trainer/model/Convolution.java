package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolution by oneDNN where it is right; where it is not, by oneDNN with more channels, or else by LibTorch's own kernels,
 * which are right everywhere and slower.
 *
 * <p>On a virtual machine that hides the sizes of the CPU's caches, oneDNN 3.7 (in LibTorch 2.10) gets some convolutions
 * larger than 1x1 wrong and says nothing: with channels that do not fill its vectors (16 numbers with AVX-512, 8 with
 * AVX2), and some gradients at stride 2, depending on the picture's size. So each shape is tried when it first comes up,
 * forward and backward, against LibTorch's own.
 */
final class Convolution {
    private static final Map<Shape, Way> WAYS = new ConcurrentHashMap<>();
    private static final long[] ONE = {1, 1};
    private static final double TOLERANCE = 1e-3;

    /** bfloat16 has 8 bits. */
    private static final double COARSE_TOLERANCE = 2e-2;

    /** Numbers that a vector of AVX-512 holds. */
    private static final long VECTOR = 16;

    private record Shape(ScalarType type, long channels, long height, long width, Kernel kernel) {}

    private Convolution() {}

    /**
     * The convolution, padded by half the kernel's size.
     *
     * @param x (N, C, H, W)
     * @param weight (channels, C / groups, size, size)
     * @return (N, channels, H / stride, W / stride)
     */
    static Tensor of(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel) {
        ScalarType type = x.scalar_type().intern();
        boolean byOneDnn =
                torch.globalContext().userEnabledMkldnn() && (type == ScalarType.Float || type == ScalarType.BFloat16);
        Way way = byOneDnn
                ? WAYS.computeIfAbsent(
                        new Shape(type, x.size(1), x.size(2), x.size(3), kernel), Convolution::fastestRight)
                : Convolution::chosen;
        return way.convolve(x, weight, bias, kernel);
    }

    /** LibTorch chooses, which is oneDNN if it is on. */
    private static Tensor chosen(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel) {
        return torch.conv2d(x, weight, bias, stride(kernel), padding(kernel), ONE, kernel.groups());
    }

    /** LibTorch chooses, for so many more channels of zeros that vectors are filled. */
    private static Tensor padded(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel) {
        long in = Math.floorMod(-x.size(1), VECTOR);
        long out = Math.floorMod(-weight.size(0), VECTOR);
        Tensor y = chosen(
                torch.constant_pad_nd(x, 0, 0, 0, 0, 0, in),
                torch.constant_pad_nd(weight, 0, 0, 0, 0, 0, in, 0, out),
                bias.has_value() ? new TensorOptional(torch.constant_pad_nd(bias.get(), 0, out)) : bias,
                kernel);
        return y.narrow(1, 0, weight.size(0)).contiguous();
    }

    /** LibTorch's own kernels, in float32 also for types of fewer bits. */
    private static Tensor own(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel) {
        if (x.scalar_type().intern() == ScalarType.BFloat16) {
            return own(x.to(ScalarType.Float), weight.to(ScalarType.Float), bias, kernel)
                    .to(ScalarType.BFloat16);
        }
        long[] size = {kernel.size(), kernel.size()};
        if (kernel.groups() == 1) {
            return torch.thnn_conv2d(x, weight, size, bias, stride(kernel), padding(kernel));
        }
        TensorVector xs = x.chunk(kernel.groups(), 1);
        TensorVector weights = weight.chunk(kernel.groups(), 0);
        List<Tensor> ys = new ArrayList<>();
        for (int i = 0; i < kernel.groups(); i++) {
            ys.add(torch.thnn_conv2d(
                    xs.get(i), weights.get(i), size, new TensorOptional(), stride(kernel), padding(kernel)));
        }
        Tensor y = torch.cat(new TensorVector(ys.toArray(Tensor[]::new)), 1);
        return bias.has_value() ? y.add(bias.get().view(1, -1, 1, 1)) : y;
    }

    private static Way fastestRight(Shape shape) {
        Kernel kernel = shape.kernel();
        boolean gradients = GradMode.is_enabled();
        GradMode.set_enabled(true);
        try (PointerScope scope = new PointerScope()) {
            Tensor x = waves(shape.type(), 2, shape.channels(), shape.height(), shape.width());
            Tensor w = waves(
                    shape.type(), kernel.channels(), shape.channels() / kernel.groups(), kernel.size(), kernel.size());
            Tensor[] trusted = results(x, w, kernel, Convolution::own);
            double tolerance = shape.type() == ScalarType.Float ? TOLERANCE : COARSE_TOLERANCE;
            if (agree(results(x, w, kernel, Convolution::chosen), trusted, tolerance)) {
                return Convolution::chosen;
            }
            if (kernel.groups() == 1 && agree(results(x, w, kernel, Convolution::padded), trusted, tolerance)) {
                return Convolution::padded;
            }
            return Convolution::own;
        } finally {
            GradMode.set_enabled(gradients);
        }
    }

    private static boolean agree(Tensor[] tried, Tensor[] trusted, double tolerance) {
        for (int i = 0; i < trusted.length; i++) {
            Tensor right = trusted[i].to(ScalarType.Float);
            double size = right.abs().max().item_double();
            if (!(tried[i].to(ScalarType.Float).sub(right).abs().max().item_double() <= tolerance * size)) {
                return false;
            }
        }
        return true;
    }

    private interface Way {
        Tensor convolve(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel);
    }

    /** The result and both gradients. */
    private static Tensor[] results(Tensor image, Tensor weight, Kernel kernel, Way way) {
        Tensor x = image.detach().requires_grad_();
        Tensor w = weight.detach().requires_grad_();
        Tensor y = way.convolve(x, w, new TensorOptional(), kernel);
        y.mul(y).sum().backward();
        return new Tensor[] {y.detach(), x.grad(), w.grad()};
    }

    /** Numbers without a pattern, that leave the random generator alone. */
    private static Tensor waves(ScalarType type, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        return torch.arange(new Scalar(count))
                .to(ScalarType.Double)
                .pow(new Scalar(1.5))
                .sin()
                .to(type)
                .view(sizes);
    }

    private static long[] stride(Kernel kernel) {
        return new long[] {kernel.stride(), kernel.stride()};
    }

    private static long[] padding(Kernel kernel) {
        return new long[] {kernel.padding(), kernel.padding()};
    }
}
