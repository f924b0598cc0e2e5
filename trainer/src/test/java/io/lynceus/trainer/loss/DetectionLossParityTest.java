package io.lynceus.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.model.RawHeads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against numbers of the official loss, float32; ours in float32 and in float64. */
class DetectionLossParityTest {
    private static final int[] LEVELS = {3, 4, 5};

    static Stream<Arguments> casesInBothTypes() {
        return LossCase.all()
                .flatMap(one -> Stream.of(ScalarType.Float, ScalarType.Double).map(type -> Arguments.of(one, type)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesInBothTypes")
    void itemsTotalAndGradientsAreTheOfficialOnes(LossCase one, ScalarType type) {
        one.check();
        try (PointerScope scope = new PointerScope()) {
            RawHeads heads = one.heads(type);
            Targets targets = Targets.pack(
                    one.floats("targets_n6_img_cls_xywhn"),
                    one.meta().get("batch").asInt());
            LossValue loss = new DetectionLoss(one.recipe()).of(heads, targets);
            loss.total().backward();

            double total = one.meta().get("total_loss").asDouble();
            assertThat(loss.total().item_double()).isCloseTo(total, within(2e-6 * total));
            for (int item = 0; item < 3; item++) {
                double expected = one.meta().get("items_box_cls_dfl").get(item).asDouble();
                assertThat(loss.items().select(0, item).item_double())
                        .as("item " + item)
                        .isCloseTo(expected, within(1e-6 + 2e-6 * expected));
            }
            assertGradients(one, "aux", heads.aux());
            assertGradients(one, "main", heads.main());
        }
    }

    /** The scores to aim for weigh boxes and classes alike, so that another power is another loss. */
    @Test
    void thePowerOfTheScoresReachesTheLoss() {
        LossCase.all().findFirst().ifPresent(one -> {
            try (PointerScope scope = new PointerScope()) {
                Targets targets = Targets.pack(
                        one.floats("targets_n6_img_cls_xywhn"),
                        one.meta().get("batch").asInt());
                Map<String, Double> recipe = new HashMap<>(HyperparametersFile.toMap(one.recipe()));
                recipe.put("score_power", 2.0);
                RawHeads heads = one.heads(ScalarType.Double);
                double published = new DetectionLoss(one.recipe())
                        .of(heads, targets)
                        .total()
                        .item_double();
                double squared = new DetectionLoss(HyperparametersFile.fromMap(recipe))
                        .of(heads, targets)
                        .total()
                        .item_double();
                assertThat(squared).isFinite().isNotCloseTo(published, withinPercentage(0.1));
            }
        });
    }

    private static void assertGradients(LossCase one, String head, List<Tensor> maps) {
        for (int level = 0; level < maps.size(); level++) {
            String name = "grad_" + head + "_p" + LEVELS[level];
            Tensor expected = one.tensorOf(name, ScalarType.Double);
            Tensor actual = maps.get(level).grad().to(ScalarType.Double);
            Tensor allowed = expected.abs().mul(new Scalar(1e-4)).add(new Scalar(2e-6));
            assertThat(actual.sub(expected).abs().sub(allowed).max().item_double())
                    .as(name)
                    .isNegative();
        }
    }
}
