package io.lynceus.trainer.training;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.vision.RunError;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the gradients of float16 within its range (Micikevicius et al., "Mixed Precision Training", arXiv 1710.03740):
 * they are those of a scaled loss. Where they overflow, or the loss itself does, that step is left out and the scale
 * halved; after 2,000 steps without, it is doubled. For types of a larger range it does nothing. The optimiser
 * remembers the scale, so a run that is resumed goes on with it. One thread.
 */
final class LossScale {
    /** The name of its state in a checkpoint. */
    static final String KEY = "loss_scale";

    static final double FIRST = 65536;
    private static final int STEPS_TO_DOUBLE = 2000;

    /** Steps that are left out one after the other, however the loss is scaled, are no matter of scale. */
    static final int MOST_SKIPS = 30;

    private static final double LEAST = 1.0 / 1024;

    /**
     * (2): the scale; and the steps since it was doubled or a step left
     * out, or less than 0, how many were left out since one was not.
     */
    private final @Nullable Tensor state;

    private LossScale(@Nullable Tensor state) {
        this.state = state;
    }

    /** @param groups the optimiser's */
    static LossScale of(Precision precision, Optimizer optimizer, List<ParameterGroup> groups) {
        if (precision != Precision.FLOAT16) {
            return new LossScale(null);
        }
        Tensor state = groups.get(0).values().new_zeros(2);
        state.select(0, 0).fill_(new Scalar(FIRST));
        return new LossScale(optimizer.remember(KEY, state));
    }

    /** What to walk back from instead of the loss. */
    Tensor up(Tensor loss) {
        return state == null ? loss : loss.mul(new Scalar(value()));
    }

    /** Makes the gradients those of the loss itself. */
    void down(List<ParameterGroup> groups) {
        if (state != null) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard plain = new NoGradGuard()) {
                Scalar back = new Scalar(1 / value());
                groups.forEach(group -> group.gradients().mul_(back));
            }
        }
    }

    /**
     * Whether the optimiser can step, to be asked once a step.
     *
     * @param norm of all gradients; not finite where they or a loss overflowed
     * @throws RunError when {@value #MOST_SKIPS} steps in a row could not
     */
    boolean allows(double norm) {
        if (state == null) {
            return true;
        }
        boolean whole = Double.isFinite(norm);
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            Tensor scale = state.select(0, 0);
            Tensor steps = state.select(0, 1);
            Scalar one = new Scalar(1.0);
            if (!whole) {
                scale.mul_(new Scalar(0.5)).clamp_min_(new Scalar(LEAST));
                if (steps.clamp_max_(new Scalar(0.0)).sub_(one).item_double() <= -MOST_SKIPS) {
                    throw new RunError("float16 overflowed in " + MOST_SKIPS
                            + " steps in a row, however the loss was scaled: go on with --precision bfloat16 or"
                            + " float32, or begin again with a lower lr0 in the recipe");
                }
            } else if (steps.clamp_min_(new Scalar(0.0)).add_(one).item_double() >= STEPS_TO_DOUBLE) {
                scale.mul_(new Scalar(2.0));
                steps.zero_();
            }
        }
        return whole;
    }

    /** Whether the type is one that overflows. */
    boolean isUsed() {
        return state != null;
    }

    /** The scale; 1 for types that need none. */
    double value() {
        return state == null ? 1 : state.select(0, 0).item_double();
    }
}
