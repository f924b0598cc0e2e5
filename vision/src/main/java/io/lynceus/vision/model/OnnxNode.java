package io.lynceus.vision.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One step of an ONNX graph, and whether what it asks for is within reason: a runtime takes the memory that a shape
 * asks for, and divides by a stride, before it looks whether that can be.
 *
 * @param operator such as Conv
 * @param inputs names of constants and of other nodes' outputs; empty for one that is left out
 */
record OnnxNode(String operator, List<String> inputs) {
    /** Values of a tensor that a node makes; a network for pictures of 8192 pixels has fewer. */
    private static final double MOST_VALUES = 1L << 28;

    private static final double MOST_BORDER = 1 << 16;
    private static final double MOST_PIXELS = 1 << 16;

    private static final Set<String> POSITIVE =
            Set.of("kernel_shape", "strides", "dilations", "group", "blocksize", "output_shape", "num_outputs");
    private static final Set<String> NOT_NEGATIVE = Set.of("output_padding", "shape");

    OnnxNode {
        inputs = new ArrayList<>(inputs);
    }

    /** @throws IllegalArgumentException when a whole-numbered attribute cannot be */
    void check(String attribute, List<Long> values) {
        long least = POSITIVE.contains(attribute) ? 1 : NOT_NEGATIVE.contains(attribute) ? 0 : Long.MIN_VALUE;
        boolean bounded = least > Long.MIN_VALUE || attribute.equals("pads");
        double product = 1;
        for (long value : values) {
            if (bounded && (value < least || Math.abs((double) value) > MOST_PIXELS)) {
                throw wrong(attribute + " " + values);
            }
            product *= Math.max(1, value);
        }
        if (bounded && product > MOST_VALUES) {
            throw wrong(attribute + " " + values);
        }
    }

    /**
     * @param constants values of small constants, by name
     * @throws IllegalArgumentException when it makes a tensor that is too large
     */
    void check(Map<String, List<Double>> constants) {
        switch (operator) {
            case "ConstantOfShape" -> product(constants, 0);
            case "Expand", "Tile", "Upsample", "OneHot", "Reshape" -> product(constants, 1);
            case "Resize" -> {
                product(constants, 2);
                product(constants, 3);
            }
            case "Pad" -> {
                for (double border : values(constants, 1)) {
                    if (!(Math.abs(border) <= MOST_BORDER)) {
                        throw wrong("a border of " + border);
                    }
                }
            }
            case "Range" -> range(constants);
            default -> {}
        }
    }

    private void product(Map<String, List<Double>> constants, int input) {
        double product = 1;
        for (double value : values(constants, input)) {
            product *= Math.max(1, Math.abs(value));
        }
        if (!(product <= MOST_VALUES)) {
            throw wrong(values(constants, input) + " values");
        }
    }

    private void range(Map<String, List<Double>> constants) {
        List<Double> from = values(constants, 0);
        List<Double> to = values(constants, 1);
        List<Double> step = values(constants, 2);
        if (!from.isEmpty()
                && !to.isEmpty()
                && !step.isEmpty()
                && !(Math.abs((to.get(0) - from.get(0)) / step.get(0)) <= MOST_VALUES)) {
            throw wrong("from " + from + " to " + to);
        }
    }

    private List<Double> values(Map<String, List<Double>> constants, int input) {
        return input < inputs.size() ? constants.getOrDefault(inputs.get(input), List.of()) : List.of();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("its " + operator + " asks for " + what);
    }
}
