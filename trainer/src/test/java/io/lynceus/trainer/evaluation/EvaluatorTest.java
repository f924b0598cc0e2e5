package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pictures are loaded at half their size; a white square lies at input pixels 8..24 of every picture. */
final class EvaluatorTest {
    private static final List<String> NAMES = List.of("square");

    @Test
    void findsEverySquareInOriginalPixels() {
        FakePredictor predictor = new FakePredictor(NAMES, null);
        List<Box> seen = new ArrayList<>();
        Metrics metrics = new Evaluator(2)
                .evaluate(
                        predictor,
                        squares(64, 64, 64, 64, 64),
                        (done, total, sample, labels, found) -> seen.addAll(found));
        assertThat(metrics.pictures()).isEqualTo(5);
        assertThat(metrics.instances()).isEqualTo(5);
        assertThat(metrics.ap()).isCloseTo(0.995, within(1e-3));
        assertThat(seen).hasSize(5).allMatch(d -> d.x1() == 16 && d.y1() == 16 && d.x2() == 48 && d.y2() == 48);
        assertThat(predictor.shapes).containsExactly("2x96x96", "2x96x96", "1x96x96");
    }

    @Test
    void aNewShapeStartsANewBatch() {
        FakePredictor predictor = new FakePredictor(NAMES, null);
        Metrics metrics = new Evaluator(8).evaluate(predictor, squares(64, 64, 32, 50), EvaluationListener.NONE);
        assertThat(predictor.shapes).containsExactly("2x96x96", "1x64x96", "1x96x96");
        assertThat(metrics.ap()).isCloseTo(0.995, within(1e-3));
    }

    @Test
    void aFixedSizeIsPaddedInto() {
        FakePredictor predictor = new FakePredictor(NAMES, new InputSize(64, 64));
        Metrics metrics = new Evaluator(8).evaluate(predictor, squares(40, 40), EvaluationListener.NONE);
        assertThat(predictor.shapes).containsExactly("2x64x64");
        assertThat(metrics.ap()).isCloseTo(0.995, within(1e-3));
    }

    @Test
    void aFixedSizeThatDoesNotFitIsTheUsersToPutRight() {
        FakePredictor predictor = new FakePredictor(NAMES, new InputSize(320, 320));
        assertThatThrownBy(() -> new Evaluator(1).evaluate(predictor, squares(64), EvaluationListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("320x320");
    }

    @Test
    void otherClassesAreTheUsersToPutRight() {
        FakePredictor predictor = new FakePredictor(List.of("circle"), null);
        assertThatThrownBy(() -> new Evaluator(1).evaluate(predictor, squares(64), EvaluationListener.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("circle")
                .hasMessageContaining("square");
    }

    private static Dataset squares(int... heights) {
        return new Dataset() {
            @Override
            public int size() {
                return heights.length;
            }

            @Override
            public List<String> classNames() {
                return NAMES;
            }

            @Override
            public Sample load(int index) {
                int height = heights[index];
                byte[] rgb = new byte[64 * height * 3];
                for (int y = 8; y < 24; y++) {
                    for (int i = (y * 64 + 8) * 3; i < (y * 64 + 24) * 3; i++) {
                        rgb[i] = (byte) 255;
                    }
                }
                LabelBox label = new LabelBox(0, 8, 8, 24, 24);
                return new Sample("p" + index, 128, height * 2, new Picture(64, height, rgb), List.of(label));
            }
        };
    }

    /** Finds the box around all white pixels. */
    private static final class FakePredictor implements Predictor {
        private final List<String> names;
        private final @Nullable InputSize fixed;
        private final List<String> shapes = new ArrayList<>();

        FakePredictor(List<String> names, @Nullable InputSize fixed) {
            this.names = names;
            this.fixed = fixed;
        }

        @Override
        public List<String> classNames() {
            return names;
        }

        @Override
        public @Nullable InputSize fixedSize() {
            return fixed;
        }

        @Override
        public @Nullable InputSize trainedSize() {
            return fixed;
        }

        @Override
        public int classes() {
            return names.size();
        }

        @Override
        public List<Candidates> predict(PictureBatch batch, float least) {
            int width = batch.size().width();
            int height = batch.size().height();
            shapes.add(batch.pictures().size() + "x" + height + "x" + width);
            List<Candidates> found = new ArrayList<>();
            for (PictureSource picture : batch.pictures()) {
                ByteBuffer planes = ByteBuffer.allocate(3 * height * width);
                picture.into(new Slot(planes, width, height));
                found.add(around(planes, width, height));
            }
            return found;
        }

        private static Candidates around(ByteBuffer planes, int width, int height) {
            int left = width;
            int top = height;
            int right = 0;
            int bottom = 0;
            for (int i = 0; i < height * width; i++) {
                if (planes.get(i) == (byte) 255) {
                    left = Math.min(left, i % width);
                    right = Math.max(right, i % width + 1);
                    top = Math.min(top, i / width);
                    bottom = Math.max(bottom, i / width + 1);
                }
            }
            Candidates one = new Candidates();
            one.add(0, 0, 0.9f, left, top, right, bottom);
            return one;
        }

        @Override
        public void close() {}
    }
}
