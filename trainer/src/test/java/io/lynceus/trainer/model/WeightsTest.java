package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    @Test
    void backwardAddsIntoTheFlatGradients() {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), 3, 1)) {
            backward(network);
            double[] once = sums(network);
            backward(network);
            double[] twice = sums(network);

            for (int i = 0; i < once.length; i++) {
                assertThat(once[i]).isPositive();
                assertThat(twice[i] / once[i]).isBetween(1.99, 2.01);
            }
            network.weights().groups().forEach(group -> group.gradients().zero_());
            Tensor grad = network.weights().get("model.0.conv.weight").grad();
            assertThat(grad.abs().sum().item_double()).isZero();
        }
    }

    /** cuDNN's kernels end with "misaligned address" otherwise, which no CPU minds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 80})
    void everyParameterAndItsGradientBeginAtAMultipleOf16Bytes(int classes) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), classes, 1)) {
            for (String name : network.weights().names()) {
                Tensor weight = network.weights().get(name);
                if (weight.is_floating_point()) {
                    assertThat(weight.data_ptr().address() % 16).as(name).isZero();
                }
                if (weight.requires_grad()) {
                    assertThat(weight.grad().data_ptr().address() % 16).as(name).isZero();
                }
            }
        }
    }

    private static void backward(Network network) {
        RawHeads heads = network.forward(HashWeights.image("input", 2, 64, 64), true);
        Tensor sum = heads.main().get(0).square().sum();
        for (Tensor map : heads.main().subList(1, 3)) {
            sum = sum.add(map.square().sum());
        }
        sum.backward();
    }

    private static double[] sums(Network network) {
        return network.weights().groups().stream()
                .mapToDouble(group -> group.gradients().abs().sum().item_double())
                .toArray();
    }

    @Test
    void copiesEverythingButGradients() {
        try (PointerScope scope = new PointerScope();
                Network one = Network.create(Architecture.named("gelan-t"), 3, 1);
                Network two = Network.create(Architecture.named("gelan-t"), 3, 2)) {
            Tensor image = HashWeights.image("input", 1, 64, 64);
            one.forward(image, true);
            two.weights().copyFrom(one.weights());

            assertThat(HashWeights.values(two.predict(image))).isEqualTo(HashWeights.values(one.predict(image)));
            assertThat(two.weights().get("model.0.bn.num_batches_tracked").item_long())
                    .isEqualTo(1);
        }
    }

    @Test
    void startsTheSameForTheSameSeed() {
        try (PointerScope scope = new PointerScope();
                Network one = Network.create(Architecture.named("gelan-t"), 3, 7);
                Network two = Network.create(Architecture.named("gelan-t"), 3, 7)) {
            assertThat(one.weights()
                            .groups()
                            .get(1)
                            .values()
                            .equal(two.weights().groups().get(1).values()))
                    .isTrue();
            assertThat(one.weights().get("model.22.cv3.0.2.bias").select(0, 0).item_double())
                    .isEqualTo(Math.log(5 / 3.0 / 6400), org.assertj.core.data.Offset.offset(1e-5));
        }
    }
}
