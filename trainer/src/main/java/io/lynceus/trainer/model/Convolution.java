package io.lynceus.trainer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolution by oneDNN where it is right; where it is not, by oneDNN with more channels, or else by LibTorch's own
 * kernels, which are right everywhere and slower.
 *
 * <p>On a virtual machine that hides the sizes of the CPU's caches, oneDNN 3.7 (in LibTorch 2.10) gets some
 * convolutions larger than 1x1 wrong and says nothing: with channels that do not fill its vectors (16 numbers with
 * AVX-512, 8 with AVX2), and some gradients at stride 2, depending on the picture's size. So each shape is tried when
 * it first comes up, forward and backward.
 */
final class Convolution {
    private static final Map<Shape, Way> WAYS = new ConcurrentHashMap<>();
    private static final long[] ONE = {1, 1};
    private static final double TOLERANCE = 1e-4;

    /** For types of 16 bits; bfloat16 has 8 of them for the number. */
    private static final double COARSE_TOLERANCE = 0.02;

    /** Numbers that a vector of AVX-512 holds. */
    private static final long VECTOR = 16;

    private record Shape(
            ScalarType type,
            MemoryFormat layout,
            long pictures,
            long channels,
            long height,
            long width,
            Kernel kernel) {}

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
        boolean byOneDnn = x.is_cpu() && torch.globalContext().userEnabledMkldnn() && type != ScalarType.Double;
        Way way = byOneDnn
                ? way(new Shape(
                        type, x.suggest_memory_format().intern(), x.size(0), x.size(1), x.size(2), x.size(3), kernel))
                : Convolution::chosen;
        return way.convolve(x, weight, bias, kernel);
    }

    /** Not by computeIfAbsent, within which the trial of a bfloat16 shape could not look up the float32 one. */
    private static Way way(Shape shape) {
        Way known = WAYS.get(shape);
        if (known == null) {
            known = fastestRight(shape);
            WAYS.put(shape, known);
        }
        return known;
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
        return y.narrow(1, 0, weight.size(0)).contiguous(x.suggest_memory_format());
    }

    /** LibTorch's own kernels, in float32 also for types of fewer bits. */
    private static Tensor own(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel) {
        ScalarType type = x.scalar_type().intern();
        if (type == ScalarType.BFloat16 || type == ScalarType.Half) {
            return own(x.to(ScalarType.Float), weight.to(ScalarType.Float), bias, kernel)
                    .to(type);
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
        boolean gradients = GradMode.is_enabled();
        GradMode.set_enabled(true);
        try {
            if (isRight(Convolution::chosen, shape)) {
                return Convolution::chosen;
            }
            if (shape.kernel().groups() == 1 && isRight(Convolution::padded, shape)) {
                return Convolution::padded;
            }
            return Convolution::own;
        } finally {
            GradMode.set_enabled(gradients);
        }
    }

    /**
     * Whether result and gradients agree with each other: with any y', the sums of y'
     * y, of x dx and of w dw for the gradients that y' has are one number. In fewer
     * bits too much is lost in sums; there all three are compared with float32's.
     */
    private static boolean isRight(Way way, Shape shape) {
        Kernel kernel = shape.kernel();
        try (PointerScope scope = new PointerScope()) {
            Generator random = torch.make_generator_cpu(1); // of its own, to leave the run's alone
            Tensor x = picture(random, shape, shape.channels(), shape.height(), shape.width());
            long perGroup = shape.channels() / kernel.groups();
            Tensor w = noise(random, shape.type(), kernel.channels(), perGroup, kernel.size(), kernel.size());
            Tensor g = picture(
                    random, shape, kernel.channels(), places(shape.height(), kernel), places(shape.width(), kernel));
            Tensor[] tried = results(way, x, w, g, kernel);
            if (shape.type() != ScalarType.Float) {
                Tensor[] full = results(
                        Convolution::of,
                        x.to(ScalarType.Float),
                        w.to(ScalarType.Float),
                        g.to(ScalarType.Float),
                        kernel);
                return IntStream.range(0, full.length).allMatch(i -> near(tried[i].to(ScalarType.Float), full[i]));
            }
            Tensor terms = tried[0].mul(g);
            double expected = sum(terms);
            double tolerance = TOLERANCE * terms.norm().item_double();
            return Math.abs(sum(x.mul(tried[1])) - expected) <= tolerance
                    && Math.abs(sum(w.mul(tried[2])) - expected) <= tolerance;
        }
    }

    /** The result, and both gradients for the result's. */
    private static Tensor[] results(Way way, Tensor image, Tensor weight, Tensor gradient, Kernel kernel) {
        Tensor x = image.detach().requires_grad_();
        Tensor w = weight.detach().requires_grad_();
        Tensor y = way.convolve(x, w, new TensorOptional(), kernel);
        y.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
        return new Tensor[] {y.detach(), x.grad(), w.grad()};
    }

    private static long places(long pixels, Kernel kernel) {
        return (pixels + 2L * kernel.padding() - kernel.size()) / kernel.stride() + 1;
    }

    private static boolean near(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double()
                <= COARSE_TOLERANCE * b.abs().max().item_double();
    }

    private static double sum(Tensor terms) {
        return terms.sum(new ScalarTypeOptional(ScalarType.Double)).item_double();
    }

    private static Tensor picture(Generator random, Shape shape, long channels, long height, long width) {
        return noise(random, shape.type(), shape.pictures(), channels, height, width)
                .contiguous(shape.layout());
    }

    private static Tensor noise(Generator random, ScalarType type, long... sizes) {
        return torch.zeros(sizes).uniform_(-1, 1, new GeneratorOptional(random)).to(type);
    }

    private interface Way {
        Tensor convolve(Tensor x, Tensor weight, TensorOptional bias, Kernel kernel);
    }

    private static long[] stride(Kernel kernel) {
        return new long[] {kernel.stride(), kernel.stride()};
    }

    private static long[] padding(Kernel kernel) {
        return new long[] {kernel.padding(), kernel.padding()};
    }
}
