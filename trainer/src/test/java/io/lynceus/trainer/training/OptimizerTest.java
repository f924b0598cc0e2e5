package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.tensor;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Adam and AdamW against LibTorch's own, Lion against numbers worked out by hand. */
class OptimizerTest {
    private static final double RATE = 0.01;
    private static final double DECAY = 0.1;
    private static final StepSettings STEP = new StepSettings(RATE, RATE, 0.5, 1);
    private static final int SIZE = 50;
    private static final int STEPS = 12;

    /** Biases that nobody looks at, and kernels, which decay. */
    private static List<ParameterGroup> groups(float... kernels) {
        return List.of(
                new ParameterGroup("biases", tensor(new float[1]), tensor(new float[1])),
                new ParameterGroup("kernels", tensor(kernels), tensor(new float[kernels.length])));
    }

    /** Gradients that shrink with time, so that AMSGrad has something to remember. */
    private static float[] gradients(SplittableRandom random, int step) {
        float[] gradients = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            gradients[i] = (float) ((random.nextDouble() - 0.4) / (1 + step));
        }
        return gradients;
    }

    private static void moveBoth(Optimizer ours, ParameterGroup kernels, Tensor theirs, Runnable step) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < STEPS; i++) {
            float[] gradients = gradients(random, i);
            ours.zeroGradients();
            kernels.gradients().copy_(tensor(gradients));
            ours.step(STEP);
            theirs.mutable_grad().put(tensor(gradients));
            step.run();
        }
        double difference = kernels.values().sub(theirs.detach()).abs().max().item_double();
        assertThat(difference).isLessThan(1e-6);
        assertThat(theirs.detach().std().item_double()).as("it moved").isGreaterThan(0.01);
    }

    private static Tensor leaf() {
        Tensor leaf = tensor(start());
        leaf.set_requires_grad(true);
        return leaf;
    }

    private static float[] start() {
        float[] start = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            start[i] = i / 100f - 0.2f;
        }
        return start;
    }

    @Test
    void adamMovesWeightsAsLibTorchsOwnDoes() {
        try (PointerScope scope = new PointerScope()) {
            AdamOptions options = new AdamOptions(RATE);
            options.weight_decay().put(DECAY);
            Tensor leaf = leaf();
            org.bytedeco.pytorch.Adam theirs = new org.bytedeco.pytorch.Adam(new TensorVector(leaf), options);
            List<ParameterGroup> groups = groups(start());
            moveBoth(new Adam(groups, DECAY, 0.9, false), groups.get(1), leaf, theirs::step);
        }
    }

    @Test
    void adamWMovesWeightsAsLibTorchsOwnWithAmsgradDoes() {
        try (PointerScope scope = new PointerScope()) {
            AdamWOptions options = new AdamWOptions(RATE);
            options.weight_decay().put(DECAY);
            options.amsgrad().put(true);
            Tensor leaf = leaf();
            org.bytedeco.pytorch.AdamW theirs = new org.bytedeco.pytorch.AdamW(new TensorVector(leaf), options);
            List<ParameterGroup> groups = groups(start());
            moveBoth(new Adam(groups, DECAY, 0.9, true), groups.get(1), leaf, theirs::step);
        }
    }

    @Test
    void lionMovesByTheRateInTheDirectionOfALeaningMean() {
        try (PointerScope scope = new PointerScope()) {
            List<ParameterGroup> groups = groups(1, 1);
            ParameterGroup kernels = groups.get(1);
            Lion lion = new Lion(groups, DECAY, 0.9);

            kernels.gradients().copy_(tensor(new float[] {1, -2}));
            lion.step(STEP);
            // Decay: 1 - 0.01 * 0.1; then the sign of a tenth of the gradient.
            double first = 0.999 - RATE;
            assertThat(value(kernels, 0)).isCloseTo(first, within(1e-6));
            assertThat(value(kernels, 1)).isCloseTo(0.999 + RATE, within(1e-6));

            kernels.gradients().copy_(tensor(new float[] {-0.08f, -0.1f}));
            lion.step(STEP);
            // Remembered 0.01, leaning on the new one: 0.9 * 0.01 - 0.1 * 0.08 is still above zero.
            assertThat(value(kernels, 0)).isCloseTo(first * 0.999 - RATE, within(1e-6));
            Tensor mean = lion.state().values().stream().skip(1).findFirst().orElseThrow();
            assertThat(mean.select(0, 0).item_double()).isCloseTo(0.99 * 0.01 - 0.01 * 0.08, within(1e-7));
        }
    }

    private static double value(ParameterGroup group, long index) {
        return group.values().select(0, index).item_double();
    }

    /** So the checkpoints of every version are of the same numbers, however the weights lie in memory. */
    @Test
    void aCheckpointHoldsOneNumberForEachWeightAndTakesItBack() {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t"), 3, 1)) {
            Optimizer optimizer = new Sgd(network.weights().groups(), 0);
            Tensor momenta = Objects.requireNonNull(optimizer.packed().get("momentum.biases"));
            long biases = network.weights().names().stream()
                    .filter(name -> name.endsWith(".bias"))
                    .mapToLong(name -> network.weights().get(name).numel())
                    .sum();
            assertThat(momenta.numel()).isEqualTo(biases);

            Tensor others = torch.rand(biases);
            assertThat(optimizer.restore("momentum.biases", others)).isTrue();
            assertThat(optimizer.packed().get("momentum.biases").equal(others)).isTrue();
            assertThat(optimizer.restore("momentum.biases", torch.rand(biases + 1)))
                    .isFalse();
        }
    }
}
