package io.lynceus.trainer.model;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Gives a fresh network its weights, as the authors' code does. */
final class Initialiser {
    /** The picture size that the class prior is stated for. */
    private static final double PRIOR_SIZE = 640;

    /** Objects expected per picture of that size. */
    private static final double PRIOR_OBJECTS = 5;

    private Initialiser() {}

    static void initialise(Weights weights, Architecture architecture, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (NoGradGuard guard = new NoGradGuard()) {
            double bound = 0;
            for (Parameter parameter : weights.parameters()) {
                Tensor tensor = weights.get(parameter.name());
                switch (parameter.kind()) {
                    case KERNEL -> {
                        bound = 1
                                / Math.sqrt((double) parameter.size()
                                        / parameter.shape().get(0));
                        uniform(tensor, parameter.size(), bound, random);
                    }
                    case BIAS -> {
                        if (!parameter.name().endsWith(".bn.bias")) {
                            uniform(tensor, parameter.size(), bound, random); // of the kernel just before
                        }
                    }
                    case NORM -> tensor.fill_(new Scalar(1));
                    case STATISTIC -> tensor.fill_(new Scalar(parameter.name().endsWith("var") ? 1 : 0));
                    default -> {}
                }
            }
            priors(weights, architecture, classes);
        }
    }

    private static void uniform(Tensor tensor, long size, double bound, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        try (Tensor source = Tensor.create(values)) {
            tensor.view(-1).copy_(source);
        }
    }

    /** The detection biases. */
    static void priors(Weights weights, Architecture architecture, int classes) {
        String head = "model." + architecture.head() + ".";
        for (Branch branch : architecture.branches()) {
            for (int level = 0; level < AnchorPoints.STRIDES.length; level++) {
                double cells = PRIOR_SIZE / AnchorPoints.STRIDES[level];
                double prior = Math.log(PRIOR_OBJECTS / classes / (cells * cells));
                weights.get(head + branch.box() + "." + level + ".2.bias").fill_(new Scalar(1.0));
                weights.get(head + branch.label() + "." + level + ".2.bias").fill_(new Scalar(prior));
            }
        }
    }
}
