package io.lynceus.trainer.training;

import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.Weights;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The running average of all weights and norm statistics, which is what is measured and kept. It starts out following
 * closely and becomes slower with every step. One thread.
 */
final class Ema {
    private static final double DECAY = 0.9999;

    private final Weights average;
    private final double tau;
    private long updates;

    /**
     * @param average where the average is kept; belongs to the caller
     * @param tau updates over which it becomes slow
     * @param updates taken in so far
     */
    Ema(Weights average, double tau, long updates) {
        this.average = average;
        this.tau = tau;
        this.updates = updates;
    }

    long updates() {
        return updates;
    }

    /** How much of the average stays at the given update, from 1. */
    static double decay(double tau, long update) {
        return DECAY * (1 - Math.exp(-update / tau));
    }

    /** Takes in the weights as they are now. */
    void update(Weights current) {
        double decay = decay(tau, ++updates);
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            List<ParameterGroup> from = current.groups();
            List<ParameterGroup> to = average.groups();
            for (int i = 0; i < to.size(); i++) {
                blend(to.get(i).values(), from.get(i).values(), decay);
            }
            blend(average.buffers(), current.buffers(), decay);
        }
    }

    private static void blend(Tensor average, Tensor current, double decay) {
        average.mul_(new Scalar(decay)).add_(current, new Scalar(1 - decay));
    }
}
