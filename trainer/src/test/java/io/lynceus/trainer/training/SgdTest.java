package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.tensor;

import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SgdTest {
    private static final StepSettings STEP = new StepSettings(0.1, 0.01, 0.9, 1);

    private static ParameterGroup group(String name, float value, float gradient) {
        return new ParameterGroup(name, tensor(new float[] {value}), tensor(new float[] {gradient}));
    }

    private static double only(Tensor tensor) {
        return tensor.item_double();
    }

    @Test
    void onlyKernelsDecayAndOnlyBiasesHaveTheirOwnRate() {
        try (PointerScope scope = new PointerScope()) {
            ParameterGroup biases = group("biases", 1, 0.5f);
            ParameterGroup kernels = group("kernels", 1, 0.5f);
            ParameterGroup norms = group("norms", 1, 0.5f);
            new Sgd(List.of(biases, kernels, norms), 0.1).step(STEP);
            // First step: momentum is the gradient, and Nesterov looks 0.9 of it ahead.
            assertThat(only(biases.values())).isCloseTo(1 - 0.1 * 0.5 * 1.9, within(1e-6));
            assertThat(only(kernels.values())).isCloseTo(1 - 0.01 * 0.6 * 1.9, within(1e-6));
            assertThat(only(norms.values())).isCloseTo(1 - 0.01 * 0.5 * 1.9, within(1e-6));
        }
    }

    @Test
    void momentumGoesOnWithoutGradients() {
        try (PointerScope scope = new PointerScope()) {
            ParameterGroup biases = group("biases", 0, 1);
            Sgd sgd = new Sgd(List.of(biases), 0);
            sgd.step(STEP);
            sgd.zeroGradients();
            sgd.step(STEP);
            assertThat(only(Objects.requireNonNull(sgd.state().get("momentum.biases"))))
                    .isCloseTo(0.9, within(1e-6));
            assertThat(only(biases.values())).isCloseTo(-0.1 * 1.9 - 0.1 * 0.81, within(1e-6));
        }
    }

    @Test
    void gradientsAreScaledDownTogetherAndNeverUp() {
        try (PointerScope scope = new PointerScope()) {
            ParameterGroup a = group("biases", 0, 30);
            ParameterGroup b = group("kernels", 0, 40);
            Sgd sgd = new Sgd(List.of(a, b), 0);
            assertThat(sgd.clip(10)).isCloseTo(50, within(1e-6));
            assertThat(only(a.gradients())).isCloseTo(6, within(1e-5));
            assertThat(only(b.gradients())).isCloseTo(8, within(1e-5));
            assertThat(sgd.clip(100)).isCloseTo(10, within(1e-5));
            assertThat(only(a.gradients())).isCloseTo(6, within(1e-5));
        }
    }

    @Test
    void theAverageFollowsCloselyAtFirstAndSlowlyLater() {
        assertThat(Ema.decay(2000, 1)).isCloseTo(0.000499825033328626, within(1e-15));
        assertThat(Ema.decay(2000, 4)).isCloseTo(0.0019978015325336543, within(1e-15));
        assertThat(Ema.decay(50, 50)).isCloseTo(0.9999 * (1 - 1 / Math.E), within(1e-15));
        assertThat(Ema.decay(2000, 1_000_000)).isCloseTo(0.9999, within(1e-12));
    }
}
