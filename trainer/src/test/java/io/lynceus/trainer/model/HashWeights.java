package io.lynceus.trainer.model;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Numbers that depend on nothing but a name and an index, so that another implementation can make the same weights and
 * images. The files beside the tests hold what the authors' code gave for them.
 */
public final class HashWeights {
    private HashWeights() {}

    /** Fills the network; the gain keeps its maps in a sane range. */
    public static void fill(Network network, double gain) {
        try (NoGradGuard guard = new NoGradGuard()) {
            for (Parameter parameter : network.weights().parameters()) {
                Tensor tensor = network.weights().get(parameter.name());
                switch (parameter.kind()) {
                    case COUNTER -> tensor.fill_(new Scalar(0));
                    case PROJECTION -> {}
                    default -> {
                        try (Tensor source = Tensor.create(values(parameter, gain))) {
                            tensor.view(-1).copy_(source);
                        }
                    }
                }
            }
        }
    }

    private static float[] values(Parameter parameter, double gain) {
        int crc = crc(parameter.name());
        float[] values = new float[(int) parameter.size()];
        double bound = parameter.shape().size() == 4
                ? gain
                        * Math.sqrt(3.0
                                / ((double) parameter.size() / parameter.shape().get(0)))
                : 0;
        for (int i = 0; i < values.length; i++) {
            double u = uniform(crc, i);
            values[i] = (float)
                    switch (parameter.kind()) {
                        case KERNEL -> (2 * u - 1) * bound;
                        case NORM -> 0.75 + 0.5 * u;
                        case STATISTIC -> parameter.name().endsWith("var") ? 0.5 + u : (u - 0.5) * 0.4;
                        default -> (u - 0.5) * 0.4;
                    };
        }
        return values;
    }

    /** An image of (batch, 3, height, width) values in 0..1 with some structure. */
    public static Tensor image(String name, int batch, int height, int width) {
        int fine = crc(name);
        int coarse = crc(name + "_block");
        int rows = (height + 15) / 16;
        int columns = (width + 15) / 16;
        float[] values = new float[batch * 3 * height * width];
        for (int i = 0; i < values.length; i++) {
            int x = i % width;
            int y = i / width % height;
            int plane = i / width / height;
            int cell = (plane * rows + y / 16) * columns + x / 16;
            values[i] = (float) (0.5 * uniform(fine, i) + 0.5 * uniform(coarse, cell));
        }
        return Tensor.create(values).view(batch, 3, height, width);
    }

    static double uniform(int crc, int index) {
        int h = crc + index * 0x9E3779B9;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        h ^= h >>> 16;
        return (h >>> 8) / (double) (1 << 24);
    }

    private static int crc(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** The values of a tensor in C order. */
    public static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.detach().contiguous().data_ptr_float().get(values);
        return values;
    }

    /** The values of a tensor of any type in C order. */
    public static double[] doubles(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            double[] values = new double[(int) tensor.numel()];
            tensor.detach().to(ScalarType.Double).contiguous().data_ptr_double().get(values);
            return values;
        }
    }

    /**
     * The official start of the detection biases, in every branch;
     * float32, as networks start, whatever they become later.
     */
    public static void priors(Network network) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Initialiser.priors(network.weights(), network.architecture(), network.classes());
            for (Parameter parameter : network.weights().parameters()) {
                if (parameter.name().endsWith(".2.bias")) {
                    Tensor bias = network.weights().get(parameter.name());
                    bias.copy_(bias.to(ScalarType.Float));
                }
            }
        }
    }
}
