package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.tensor;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.vision.RunError;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class LossScaleTest {
    private static final StepSettings STEP = new StepSettings(0.1, 0.1, 0.9, 1);

    private final List<ParameterGroup> groups =
            List.of(new ParameterGroup("kernels", tensor(1f, 2f), tensor(new float[2])));
    private final Optimizer optimizer = new Sgd(groups, 0);

    private LossScale scale(Precision precision) {
        return LossScale.of(precision, optimizer, groups);
    }

    /** A gradient that float16 would round to 0 (its least number is 6e-8) comes through. */
    @Test
    void keepsSmallGradientsOfFloat16() {
        try (PointerScope scope = new PointerScope()) {
            LossScale scale = scale(Precision.FLOAT16);
            Tensor weights = tensor(3f, 4f);
            weights.set_requires_grad(true);
            weights.mutable_grad().put(groups.get(0).gradients());

            Tensor loss = weights.to(ScalarType.Half).sum().to(ScalarType.Float).mul(new Scalar(1e-8));
            assertThat(tensor(1e-8f).to(ScalarType.Half).item_float()).isZero();
            scale.up(loss).backward();
            scale.down(groups);

            assertThat(groups.get(0).gradients().select(0, 0).item_float()).isBetween(0.99e-8f, 1.01e-8f);
        }
    }

    @Test
    void anOverflowHalvesTheScaleAndIsNoStep() {
        LossScale scale = scale(Precision.FLOAT16);
        groups.get(0).gradients().fill_(new Scalar(Double.POSITIVE_INFINITY));
        scale.down(groups);

        assertThat(scale.allows(optimizer.clip(10))).isFalse();
        assertThat(scale.value()).isEqualTo(LossScale.FIRST / 2);

        groups.get(0).gradients().fill_(new Scalar(LossScale.FIRST / 2));
        scale.down(groups);
        assertThat(scale.allows(optimizer.clip(10))).isTrue();
        optimizer.step(STEP);
        assertThat(groups.get(0).values().select(0, 0).item_float()).isLessThan(1);
    }

    @Test
    void gradientsThatAlwaysOverflowEndTheRun() {
        LossScale scale = scale(Precision.FLOAT16);
        assertThatThrownBy(() -> IntStream.range(0, 100).forEach(step -> scale.allows(Double.NaN)))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("--precision bfloat16");
    }

    @Test
    void oneStepThatCountsBeginsTheCountOfThoseLeftOutAnew() {
        LossScale scale = scale(Precision.FLOAT16);
        for (int round = 0; round < 3; round++) {
            IntStream.range(1, LossScale.MOST_SKIPS).forEach(step -> scale.allows(Double.NaN));
            assertThat(scale.allows(1)).isTrue();
        }
        assertThat(scale.value()).isEqualTo(1.0 / 1024);
    }

    @Test
    void itsStateAndTheOptimisersAreOnTheDeviceOfTheWeights() {
        try (PointerScope scope = new PointerScope();
                Device meta = new Device(DeviceType.Meta)) {
            Tensor values = tensor(1f, 2f).to(meta, ScalarType.Float);
            List<ParameterGroup> onMeta = List.of(new ParameterGroup("kernels", values, values));
            Optimizer adam = new Adam(onMeta, 0, 0.9, true);
            LossScale.of(Precision.FLOAT16, adam, onMeta);

            assertThat(adam.state()).containsKeys("loss_scale", "adam.steps", "adam.largest.kernels");
            assertThat(adam.state().values()).allMatch(Tensor::is_meta);
        }
    }

    @Test
    void twoThousandStepsWithoutOverflowDoubleTheScale() {
        LossScale scale = scale(Precision.FLOAT16);
        for (int step = 1; step < 2000; step++) {
            scale.allows(1);
        }
        assertThat(scale.value()).isEqualTo(LossScale.FIRST);
        scale.allows(1);
        assertThat(scale.value()).isEqualTo(2 * LossScale.FIRST);
        assertThat(optimizer.state()).containsKey("loss_scale");
    }

    @Test
    void aTypeWithTheRangeOfFloat32IsNotScaled() {
        LossScale scale = scale(Precision.BFLOAT16);
        Tensor loss = tensor(2f);
        assertThat(scale.up(loss)).isSameAs(loss);
        assertThat(scale.allows(Double.NaN)).isTrue();
        assertThat(optimizer.state()).doesNotContainKey("loss_scale");
    }
}
