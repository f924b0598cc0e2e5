package io.lynceus.trainer.model;

import java.util.List;

/**
 * What an architecture weighs and costs.
 *
 * @param parameters the state dict in its order
 * @param layers rows of the table
 * @param size trained values and projections
 * @param fusedSize the same with norms folded and side-by-side convolutions made one
 * @param operations floating-point operations of one picture, two per multiply-add
 * @param fusedOperations the same with norms folded and side-by-side convolutions made one
 */
record Profile(
        List<Parameter> parameters, int layers, long size, long fusedSize, long operations, long fusedOperations) {
    /** Of all branches, for pictures of that size in pixels. */
    static Profile of(Architecture architecture, int classes, int height, int width) {
        return of(architecture, architecture.branches(), classes, height, width);
    }

    /** Of what detects. */
    static Profile deployed(Architecture architecture, int classes, int height, int width) {
        Architecture deployed = architecture.deployed();
        return of(deployed, List.of(deployed.detecting()), classes, height, width);
    }

    private static Profile of(Architecture architecture, List<Branch> branches, int classes, int height, int width) {
        CountingOps ops = new CountingOps();
        new Graph<>(architecture, classes, ops).run(new Extent(3, height, width), branches);
        List<Parameter> parameters = ops.parameters();
        long size = parameters.stream()
                .filter(p -> p.kind() != Parameter.Kind.STATISTIC && p.kind() != Parameter.Kind.COUNTER)
                .mapToLong(Parameter::size)
                .sum();
        return new Profile(
                parameters,
                architecture.layers(),
                size,
                ops.fusedParameters(),
                2 * ops.multiplyAdds(),
                2 * ops.fusedMultiplyAdds());
    }
}
