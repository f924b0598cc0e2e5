package io.lynceus.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneToOneTest {
    private static final int SIDE = 8;
    private static final int CELLS = SIDE * SIDE;

    /** Crowded scenes: boxes over one another, some without a cell's centre in them, in pictures of 8x8 cells. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void eachObjectOfARandomSceneHasOneAnchorInsideItAndNoAnchorTwoObjects(int seed) {
        Random random = new Random(seed);
        int pictures = 1 + random.nextInt(3);
        int labels = 1 + random.nextInt(12);
        float[] boxes = boxes(random, pictures * labels);
        long[] classes = random.longs((long) pictures * labels, 0, 3).toArray();
        try (PointerScope scope = new PointerScope()) {
            Tensor points = tensor(points()).reshape(CELLS, 2);
            Assignment assignment = TaskAlignedAssigner.assign(
                    tensor(floats(random, pictures * CELLS * 3)).reshape(pictures, CELLS, 3),
                    tensor(boxes(random, pictures * CELLS)).reshape(pictures, CELLS, 4),
                    points,
                    tensor(classes).reshape(pictures, labels),
                    tensor(boxes).reshape(pictures, labels, 4),
                    TaskAlignedAssigner.ONE);

            Set<Long> anchors = new HashSet<>();
            List<List<Float>> found = new ArrayList<>();
            long before = -1;
            for (int i = 0; i < assignment.anchors().size(0); i++) {
                long anchor = assignment.anchors().select(0, i).item_long();
                assertThat(anchor).as("ascending").isGreaterThan(before);
                before = anchor;
                assertThat(anchors.add(anchor))
                        .as("anchor " + anchor + " is one object's")
                        .isTrue();
                float[] box = new float[4];
                assignment.boxes().select(0, i).contiguous().data_ptr_float().get(box);
                assertThat(holds(box, (int) (anchor % CELLS))).as("inside").isTrue();
                found.add(List.of((float) (anchor / CELLS), box[0], box[1], box[2], box[3]));
            }
            assertThat(found).as("each object once").containsExactlyInAnyOrderElementsOf(reachable(boxes, labels));
        }
    }

    /** Boxes that have more cells than there are objects, so that each finds one, whoever else wants it. */
    private static List<List<Float>> reachable(float[] boxes, int labels) {
        List<List<Float>> expected = new ArrayList<>();
        for (int label = 0; label < boxes.length / 4; label++) {
            float[] box = {boxes[label * 4], boxes[label * 4 + 1], boxes[label * 4 + 2], boxes[label * 4 + 3]};
            for (int cell = 0; cell < CELLS; cell++) {
                if (holds(box, cell)) {
                    expected.add(List.of((float) (label / labels), box[0], box[1], box[2], box[3]));
                    break;
                }
            }
        }
        return expected;
    }

    private static boolean holds(float[] box, int cell) {
        float x = cell % SIDE + 0.5f;
        float y = cell / SIDE + 0.5f;
        return box[0] < x && x < box[2] && box[1] < y && y < box[3];
    }

    private static float[] points() {
        float[] points = new float[CELLS * 2];
        for (int cell = 0; cell < CELLS; cell++) {
            points[cell * 2] = cell % SIDE + 0.5f;
            points[cell * 2 + 1] = cell / SIDE + 0.5f;
        }
        return points;
    }

    /** One in four is too thin for a cell's centre; the others have twelve or more, as many as there are objects. */
    private static float[] boxes(Random random, int count) {
        float[] boxes = new float[count * 4];
        for (int i = 0; i < count; i++) {
            boolean thin = random.nextInt(4) == 0;
            float x = thin ? random.nextInt(SIDE) + 0.6f : random.nextFloat() * 3;
            float y = random.nextFloat() * 3;
            float width = thin ? 0.5f : 4 + random.nextFloat();
            float height = 4 + random.nextFloat();
            System.arraycopy(new float[] {x, y, x + width, y + height}, 0, boxes, i * 4, 4);
        }
        return boxes;
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    @Test
    void whoAsksForATakenAnchorGetsTheNextBest() {
        float never = (float) OneToOne.NEVER;
        float[] metric = {
            0.9f,
            0.6f,
            never,
            0, // both of its best are others', which leaves one that it does not overlap
            0.95f,
            0.1f,
            never,
            0,
            0.7f,
            0.75f,
            never,
            never,
            never,
            never,
            never,
            never // nothing inside: a padded row
        };
        try (PointerScope scope = new PointerScope()) {
            Tensor pairs = OneToOne.pairs(tensor(metric).reshape(1, 4, 4));
            assertThat(pairs.size(1)).isEqualTo(3);
            long[] values = new long[6];
            pairs.contiguous().data_ptr_long().get(values);
            assertThat(values).containsExactly(0, 1, 3, 1, 2, 0);
        }
    }

    @Test
    void wherePicturesHaveNoLabelsNothingIsPaired() {
        try (PointerScope scope = new PointerScope()) {
            float never = (float) OneToOne.NEVER;
            assertThat(OneToOne.pairs(tensor(new float[] {never, never}).reshape(2, 1, 1))
                            .size(1))
                    .isZero();
        }
    }
}
