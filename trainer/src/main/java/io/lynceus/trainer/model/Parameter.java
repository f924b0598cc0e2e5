package io.lynceus.trainer.model;

import java.util.List;

/**
 * One entry of the state dict.
 *
 * @param name its official name
 * @param kind what it is to the optimiser
 * @param shape empty for a scalar
 */
record Parameter(String name, Kind kind, List<Long> shape) {
    /** In the order of the optimiser's groups, then what is not trained. */
    enum Kind {
        /** Biases of convolutions and norms. */
        BIAS,
        /** Weights of convolutions. */
        KERNEL,
        /** Weights of norms. */
        NORM,
        /** Running means and variances. */
        STATISTIC,
        /** Batches that a norm has seen, int64. */
        COUNTER,
        /** The projection from bins to a distance: 0, 1, ..., never trained. */
        PROJECTION;

        /** Whether the optimiser moves it. */
        boolean isTrained() {
            return compareTo(NORM) <= 0;
        }
    }

    Parameter {
        shape = List.copyOf(shape);
    }

    /** The number of the layer that it belongs to: 12 of model.12.cv1.conv.weight. */
    int layer() {
        return Integer.parseInt(name.split("\\.", 3)[1]);
    }

    long size() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** Its output channels. */
    long rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
