package io.lynceus.trainer.quantise;

import java.util.Arrays;

/**
 * A convolution's weights in 8 bits, the first dimension's channels each with steps of their own.
 *
 * @param values in the order of the weights
 * @param scales of each channel: one step
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Kernel8(byte[] values, float[] scales) {
    /** Of 32 bits that a bias has; the rest is for what is added to it. */
    private static final float LARGEST_BIAS = 1 << 30;

    /**
     * @param weights (channels, ...)
     * @param bias (channels); zeros where there is none
     * @param step of the tensor that the weights are multiplied with
     * @param largest what a channel's largest weight becomes
     */
    static Kernel8 of(float[] weights, float[] bias, float step, int largest) {
        int each = weights.length / bias.length;
        byte[] values = new byte[weights.length];
        float[] scales = new float[bias.length];
        for (int c = 0; c < bias.length; c++) {
            float widest = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                widest = Math.max(widest, Math.abs(weights[i]));
            }
            float scale = Math.max(widest / largest, Math.abs(bias[c]) / (step * LARGEST_BIAS));
            scales[c] = scale > 0 ? scale : 1;
            for (int i = c * each; i < (c + 1) * each; i++) {
                values[i] = (byte) Math.max(-largest, Math.min(largest, Math.round(weights[i] / scales[c])));
            }
        }
        return new Kernel8(values, scales);
    }

    /** Of a mean over a window: the same weight everywhere, which 8 bits hold exactly. */
    static Kernel8 mean(int channels, int window, int largest) {
        byte[] values = new byte[channels * window];
        Arrays.fill(values, (byte) largest);
        float[] scales = new float[channels];
        Arrays.fill(scales, 1f / (window * largest));
        return new Kernel8(values, scales);
    }

    /** One step of each channel's sums. */
    float[] steps(float step) {
        float[] steps = new float[scales.length];
        for (int c = 0; c < steps.length; c++) {
            steps[c] = scales[c] * step;
        }
        return steps;
    }

    /** The bias in those steps. */
    static int[] bias(float[] bias, float[] steps) {
        int[] whole = new int[bias.length];
        for (int c = 0; c < bias.length; c++) {
            whole[c] = Math.round(bias[c] / steps[c]);
        }
        return whole;
    }
}
