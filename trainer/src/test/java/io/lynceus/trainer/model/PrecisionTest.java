package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.config.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Block by block: through all the layers of a fresh network,
 * whose norms blow up what is lost, nothing could be compared.
 */
class PrecisionTest {
    private record Learnt(Tensor result, Tensor gradient) {
        void differsByRoundingFrom(Learnt full) {
            assertThat(difference(result, full.result)).as("result").isBetween(1e-5, 0.01);
            assertThat(difference(gradient, full.gradient)).as("gradient").isBetween(1e-5, 0.02);
        }

        private static double difference(Tensor a, Tensor b) {
            Tensor right = b.to(ScalarType.Double);
            return a.to(ScalarType.Double).sub(right).norm().item_double()
                    / right.norm().item_double();
        }
    }

    @ParameterizedTest
    @CsvSource({"BFLOAT16, BFloat16", "FLOAT16, Half"})
    void convolutionNormAndActivationInFewerBits(Precision precision, ScalarType type) {
        try (PointerScope scope = new PointerScope()) {
            Learnt rounded = first(precision);
            rounded.differsByRoundingFrom(first(Precision.FLOAT32));
            assertThat(rounded.result().scalar_type().intern()).isEqualTo(type);
            assertThat(rounded.gradient().scalar_type().intern()).isEqualTo(ScalarType.Float);
        }
    }

    private static Learnt first(Precision precision) {
        try (Network network = Network.create(Architecture.named("yolov9-t"), 3, 1)) {
            Tensor y = new TorchOps(network.weights(), true, precision)
                    .conv("model.0", HashWeights.image("input", 2, 64, 64), new Kernel(16, 3, 2, 1));
            y.mul(y).sum().backward();
            Tensor gradient = network.weights().get("model.0.conv.weight").grad();
            return new Learnt(y.detach().clone(), gradient.clone());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMapsThatComeOutAreFloat32(Precision precision) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), 3, 1)) {
            RawHeads heads = network.forward(HashWeights.image("input", 1, 64, 64), true, precision);
            assertThat(heads.main()).allSatisfy(map -> {
                assertThat(map.scalar_type().intern()).isEqualTo(ScalarType.Float);
                assertThat(map.isfinite().all().item_bool()).isTrue();
            });
        }
    }
}
