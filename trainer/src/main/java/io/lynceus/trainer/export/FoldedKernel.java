package io.lynceus.trainer.export;

import io.lynceus.trainer.model.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolution with its norm folded in: the kernel of each output channel times weight / sqrt(variance + epsilon), the
 * bias what the norm does to zero. Computed in double.
 *
 * @param values (channels, inputs, size, size) in C order
 * @param bias (channels)
 * @param shape of values
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record FoldedKernel(double[] values, double[] bias, long[] shape) {
    private static final double EPSILON = 1e-3;

    /** The kernel NAME.conv.weight with the norm NAME.bn. */
    static FoldedKernel normed(Weights weights, String name) {
        FoldedKernel kernel = plain(weights, name + ".conv.weight");
        double[] weight = values(weights.get(name + ".bn.weight"));
        double[] bias = values(weights.get(name + ".bn.bias"));
        double[] mean = values(weights.get(name + ".bn.running_mean"));
        double[] variance = values(weights.get(name + ".bn.running_var"));
        int perChannel = kernel.values.length / bias.length;
        for (int c = 0; c < bias.length; c++) {
            double scale = weight[c] / Math.sqrt(variance[c] + EPSILON);
            kernel.bias[c] = bias[c] - mean[c] * scale;
            for (int i = 0; i < perChannel; i++) {
                kernel.values[c * perChannel + i] *= scale;
            }
        }
        return kernel;
    }

    /** The kernel NAME.weight with the bias NAME.bias. */
    static FoldedKernel biased(Weights weights, String name) {
        FoldedKernel kernel = plain(weights, name + ".weight");
        return new FoldedKernel(kernel.values, values(weights.get(name + ".bias")), kernel.shape);
    }

    private static FoldedKernel plain(Weights weights, String name) {
        Tensor tensor = weights.get(name);
        long[] shape = tensor.sizes().vec().get();
        return new FoldedKernel(values(tensor), new double[(int) shape[0]], shape);
    }

    /** One 3x3 kernel that does what this one and a 1x1 kernel beside it do together. */
    FoldedKernel plusPointwise(FoldedKernel pointwise) {
        for (int i = 0; i < pointwise.values.length; i++) {
            values[9 * i + 4] += pointwise.values[i];
        }
        for (int c = 0; c < bias.length; c++) {
            bias[c] += pointwise.bias[c];
        }
        return this;
    }

    private static double[] values(Tensor tensor) {
        float[] floats = new float[Math.toIntExact(tensor.numel())];
        tensor.data_ptr_float().get(floats);
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }
}
