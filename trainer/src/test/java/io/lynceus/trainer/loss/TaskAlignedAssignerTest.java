package io.lynceus.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.tensor;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against assignments of the official assigner. */
class TaskAlignedAssignerTest {
    static Stream<Arguments> heads() {
        return LossCase.all()
                .flatMap(one -> Stream.of("aux", "main")
                        .filter(head -> one.has("assign_" + head + "_fg_mask"))
                        .map(head -> Arguments.of(one, head)));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("heads")
    void anchorsScoresClassesAndBoxesAreTheOfficialOnes(LossCase one, String head) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> maps = head.equals("aux")
                    ? one.heads(ScalarType.Float).aux()
                    : one.heads(ScalarType.Float).main();
            Assignment ours = assign(one, head, maps);

            float[] scores = one.floats("assign_" + head + "_target_scores");
            float[] classes = one.floats("assign_" + head + "_target_labels_fg_only");
            float[] boxes = one.floats("assign_" + head + "_target_bboxes_pixels");
            int classCount = one.meta().get("nc").asInt();
            float[] actual = new float[scores.length];
            for (int row = 0; row < ours.anchors().size(0); row++) {
                int anchor = (int) ours.anchors().select(0, row).item_long();
                int classId = (int) ours.classes().select(0, row).item_long();
                float score = ours.scores().select(0, row).item_float();
                actual[anchor * classCount + classId] = score;
                // Positives without a score hang on how ties are ordered, and weigh nothing.
                if (score > 0) {
                    assertThat(classes[anchor]).isEqualTo(classId);
                    for (int side = 0; side < 4; side++) {
                        assertThat(ours.boxes().select(0, row).select(0, side).item_float())
                                .isEqualTo(boxes[anchor * 4 + side]);
                    }
                }
            }
            assertThat(actual).usingComparatorWithPrecision(2e-5f).containsExactly(scores);
        }
    }

    private static Assignment assign(LossCase one, String head, List<Tensor> maps) {
        Anchors anchors = Anchors.of(maps);
        long classes = one.meta().get("nc").asLong();
        Tensor logits = HeadLoss.flatten(maps).narrow(2, 64, classes).detach();
        Targets targets = Targets.pack(
                one.floats("targets_n6_img_cls_xywhn"), one.meta().get("batch").asInt());
        long width = one.meta().get("width").asLong();
        long height = one.meta().get("height").asLong();
        return TaskAlignedAssigner.assign(
                logits.sigmoid(),
                one.tensorOf("assign_" + head + "_pred_bboxes_pixels", ScalarType.Float),
                anchors.points().mul(anchors.strides()),
                targets.classes(),
                targets.pixels(width, height, logits),
                TaskAlignedAssigner.MANY);
    }

    @Test
    void aPowerBelowOneLiftsWeakScoresAndOneChangesNothing() {
        try (PointerScope scope = new PointerScope()) {
            Tensor scores = tensor(new float[] {0, 0.25f, 1});
            Assignment assignment = new Assignment(scores, scores, scores, scores);
            Tensor lifted = assignment.raised(0.5).scores();
            assertThat(lifted.select(0, 0).item_double()).isZero();
            assertThat(lifted.select(0, 1).item_double()).isEqualTo(0.5);
            assertThat(lifted.select(0, 2).item_double()).isEqualTo(1);
            assertThat(assignment.raised(1)).isSameAs(assignment);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("heads")
    void aBatchWithoutLabelsAssignsNothing(LossCase one, String head) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> maps = one.heads(ScalarType.Float).main();
            Tensor logits = HeadLoss.flatten(maps).detach().narrow(2, 64, 1);
            Targets none = Targets.pack(new float[0], (int) logits.size(0));
            Assignment assignment = TaskAlignedAssigner.assign(
                    logits.sigmoid(),
                    logits.expand(-1, -1, 4).mul(new Scalar(1.0)),
                    Anchors.of(maps).points(),
                    none.classes(),
                    none.pixels(64, 64, logits),
                    TaskAlignedAssigner.MANY);
            assertThat(assignment.anchors().size(0)).isZero();
        }
    }
}
