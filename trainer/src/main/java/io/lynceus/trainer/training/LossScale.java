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
 * Keeps the gradients of float16 within its range (Micikevicius et al., "Mixed Precision Training", arXiv 1710.03740): they are those
 * of a scaled loss. Where they overflow, that step is left out and the scale halved; after 2,000 steps without, it is doubled. For
 * types of a larger range it does nothing. The optimiser remembers the scale, so a run that is resumed goes on with it. One thread.
 */
final class LossScale {
    static final double FIRST = 65536;
    private static final int STEPS_TO_DOUBLE = 2000;

    /** Gradients that overflow even so are no matter of scale. */
    private static final double LEAST = 1e-3;

    /** (2): the scale, and the steps since it changed. */
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
        return new LossScale(optimizer.remember("loss_scale", state));
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
     * @param norm of all gradients
     * @throws RunError when they overflow at any scale
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
            if (!whole) {
                steps.zero_();
                if (scale.mul_(new Scalar(0.5)).item_double() < LEAST) {
                    throw new RunError(
                            "gradients overflow float16 however the loss is scaled: take --precision bfloat16 or float32");
                }
            } else if (steps.add_(new Scalar(1)).item_double() >= STEPS_TO_DOUBLE) {
                scale.mul_(new Scalar(2.0));
                steps.zero_();
            }
        }
        return whole;
    }

    /** The scale; 1 for types that need none. */
    double value() {
        return state == null ? 1 : state.select(0, 0).item_double();
    }
}
