package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.linalg_eigvalsh;
import static org.bytedeco.pytorch.global.torch.tensor;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTest {
    private static final StepSettings STEP = new StepSettings(0.1, 0.01, 0.9, 1);
    private static final double FASTER = 2;

    /** The squares of the singular values, smallest first. */
    private static Tensor squares(Tensor matrix) {
        Tensor wide = matrix.size(0) > matrix.size(1) ? matrix.t() : matrix;
        return linalg_eigvalsh(wide.matmul(wide.t()));
    }

    private static double smallest(Tensor matrix) {
        return Math.sqrt(Math.max(0, squares(matrix).min().item_double()));
    }

    private static double largest(Tensor matrix) {
        return Math.sqrt(squares(matrix).max().item_double());
    }

    @ParameterizedTest
    @CsvSource({"16, 144", "144, 16", "64, 576", "1, 9", "9, 1", "32, 64"})
    void singularValuesOfRandomMatricesComeToLieAroundOne(int rows, int columns) {
        torch.manual_seed(rows);
        try (PointerScope scope = new PointerScope()) {
            Tensor random = torch.randn(3, rows, columns).mul_(new Scalar(1e-3));
            Tensor orthogonal = NewtonSchulz.orthogonal(random);
            for (int i = 0; i < 3; i++) {
                Tensor one = orthogonal.select(0, i);
                assertThat(smallest(one)).isGreaterThan(0.65);
                assertThat(largest(one)).isLessThan(1.25);
            }
        }
    }

    @Test
    void singularVectorsStay() {
        try (PointerScope scope = new PointerScope()) {
            // Its own singular vectors are the axes, so only the lengths along them may change.
            Tensor axes = torch.zeros(1, 3, 4);
            double[] lengths = {5, -1, 0.5};
            for (int i = 0; i < lengths.length; i++) {
                axes.select(0, 0).select(0, i).select(0, i).fill_(new Scalar(lengths[i]));
            }
            Tensor orthogonal = NewtonSchulz.orthogonal(axes).select(0, 0);
            for (int i = 0; i < lengths.length; i++) {
                Tensor row = orthogonal.select(0, i);
                double along = row.select(0, i).item_double();
                assertThat(along * Math.signum(lengths[i])).isBetween(0.65, 1.25);
                assertThat(row.norm().item_double()).isCloseTo(Math.abs(along), within(1e-5));
            }
        }
    }

    @Test
    void noGradientIsNoMovement() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(NewtonSchulz.orthogonal(torch.zeros(2, 3, 4)).abs().max().item_double())
                    .isZero();
        }
    }

    @Test
    void everyFilterOfANetworkMovesByAnOrthogonalMatrix() {
        torch.manual_seed(1);
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard();
                Network network = Network.create(Architecture.named("gelan-t"), 3, 1)) {
            List<ParameterGroup> groups = network.weights().groups();
            List<Tensor> before =
                    groups.get(1).stretch().matrices(groups.get(1).values().clone());
            groups.forEach(group -> group.gradients().normal_(0, 1, null));
            new Muon(groups, 0, FASTER).step(STEP);

            List<Tensor> after = groups.get(1).stretch().matrices(groups.get(1).values());
            assertThat(after).hasSizeGreaterThan(100);
            for (int i = 0; i < after.size(); i++) {
                Tensor moved = after.get(i).sub(before.get(i));
                double scale = Math.sqrt(Math.max(1, (double) moved.size(0) / moved.size(1)));
                double rate = STEP.rate(1) * FASTER * scale;
                assertThat(largest(moved) / rate).as("filter " + i).isBetween(0.65, 1.3);
                // A square random matrix has directions in which it hardly acts; the others are all lifted.
                if (moved.size(0) * 2 <= moved.size(1) || moved.size(1) * 2 <= moved.size(0)) {
                    assertThat(smallest(moved) / rate).as("filter " + i).isGreaterThan(0.6);
                }
            }
        }
    }

    @Test
    void whatIsNoFilterMovesAsBySgd() {
        try (PointerScope scope = new PointerScope()) {
            List<ParameterGroup> ours = groups();
            List<ParameterGroup> theirs = groups();
            Muon muon = new Muon(ours, 0.1, FASTER);
            Sgd sgd = new Sgd(theirs, 0.1);
            for (int step = 0; step < 3; step++) {
                for (List<ParameterGroup> each : List.of(ours, theirs)) {
                    each.forEach(group -> group.gradients().fill_(new Scalar(0.5)));
                }
                muon.step(STEP);
                sgd.step(STEP);
            }
            for (int group : new int[] {0, 2}) {
                assertThat(ours.get(group).values().item_double())
                        .isEqualTo(theirs.get(group).values().item_double());
            }
            assertThat(ours.get(1).values().item_double())
                    .isNotCloseTo(theirs.get(1).values().item_double(), within(1e-4));
            assertThat(Objects.requireNonNull(muon.state().get("muon.norms")).item_double())
                    .isCloseTo(0.5 * (1 + 0.9 + 0.81), within(1e-6));
        }
    }

    private static List<ParameterGroup> groups() {
        return List.of(group("biases"), group("kernels"), group("norms"));
    }

    private static ParameterGroup group(String name) {
        return new ParameterGroup(name, tensor(new float[] {1}), tensor(new float[1]));
    }
}
