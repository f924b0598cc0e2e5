package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Pixels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detectors as other people's exporters write them, and what is none. For pictures of 64 x 64: 84 cells. */
class ForeignModelTest {
    private static final int CELLS = 84;
    private static final String TWO = "{0: 'person', 1: 'car'}";

    /** One row says the box (24, 20) to (40, 28), the others nothing. */
    private static float[] rows(int count, float... row) {
        float[] numbers = new float[count * row.length];
        System.arraycopy(row, 0, numbers, 3 * row.length, row.length);
        return numbers;
    }

    private static TinyModel tiny() {
        return new TinyModel(64, 64, 2);
    }

    private static OnnxEngine open(TinyModel model, Convention convention) {
        EngineSettings settings = new EngineSettings(List.of(), 0, convention, new Parallelism(1, 1, 1, Duration.ZERO));
        return OnnxEngine.open(new ModelFile("m.onnx", model.bytes()), settings);
    }

    private static List<Box> boxes(TinyModel model, Layout layout) {
        try (Engine engine = open(model, new Convention(layout, null));
                Lane lane = engine.lane()) {
            lane.run(1);
            return new Nms(NmsSettings.SERVING).apply(lane.read(0, 0.25f));
        }
    }

    private static List<Box> boxes(TinyModel model) {
        return boxes(model, Layout.AUTO);
    }

    private static void refused(TinyModel model, String message) {
        assertThatThrownBy(() -> boxes(model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("the model m.onnx ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void rowsOfAnchorsAreRead() {
        TinyModel transposed = tiny().answer(rows(CELLS, 32, 24, 16, 8, 0.1f, 0.9f), 1, CELLS, 6);

        assertThat(boxes(transposed.metadata("names", TWO))).containsExactly(new Box(1, 0.9f, 24, 20, 40, 28));
        assertThat(boxes(tiny().answer(rows(CELLS, 32, 24, 16, 8, 0.1f, 0.9f), 1, CELLS, 6)))
                .as("without names")
                .containsExactly(new Box(1, 0.9f, 24, 20, 40, 28));
    }

    @Test
    void objectnessCountsWhereNamesOrTheUserSayThatThereIsOne() {
        float[] row = {32, 24, 16, 8, 0.5f, 0.2f, 0.8f};
        TinyModel named = tiny().answer(rows(3 * CELLS, row), 1, 3 * CELLS, 7).metadata("names", TWO);

        assertThat(boxes(named)).containsExactly(new Box(1, 0.4f, 24, 20, 40, 28));
        TinyModel unnamed = tiny().answer(rows(3 * CELLS, row), 1, 3 * CELLS, 7);
        refused(unnamed, "say --layout transposed or --layout objectness");
        assertThat(boxes(unnamed, Layout.OBJECTNESS)).containsExactly(new Box(1, 0.4f, 24, 20, 40, 28));
        assertThat(boxes(unnamed.metadata("layout", "objectness"))).hasSize(1);
    }

    @Test
    void boxesThatTheNetworkChoseAllCount() {
        float[] numbers = rows(300, 24, 20, 40, 28, 0.9f, 1);
        System.arraycopy(new float[] {24, 20, 41, 28, 0.8f, 1}, 0, numbers, 0, 6);
        System.arraycopy(new float[] {24, 20, 41, 28, 0.7f, 5}, 0, numbers, 6, 6);
        TinyModel named = tiny().answer(numbers, 1, 300, 6).metadata("names", TWO);

        assertThat(boxes(named)).containsExactly(new Box(1, 0.9f, 24, 20, 40, 28), new Box(1, 0.8f, 24, 20, 41, 28));
        List<Box> unnamed = boxes(tiny().answer(numbers, 1, 300, 6));
        assertThat(boxes(tiny().answer(rows(300, 40, 20, 24, 28, 0.9f, 1), 1, 300, 6)))
                .as("corners in another order")
                .containsExactly(new Box(1, 0.9f, 24, 20, 40, 28));
        assertThat(unnamed).as("class 5 of nobody knows how many").hasSize(3);
        assertThat(ClassNames.of(List.of(), unnamed.get(2).classId())).isEqualTo("class5");
    }

    /** YOLOX as it is exported: cell 9 is the second of the second row of 8 pixels, cell 82 the last but one of all. */
    private static TinyModel yolox() {
        float[] numbers = new float[7 * CELLS];
        System.arraycopy(new float[] {0.5f, -0.25f, 0, 1, 0.5f, 0.2f, 0.8f}, 0, numbers, 9 * 7, 7);
        System.arraycopy(new float[] {0, 0.5f, -1, 0, 0.5f, 0.9f, 0}, 0, numbers, 82 * 7, 7);
        return tiny().answer(numbers, 1, CELLS, 7);
    }

    @Test
    void boxesInTheMeasureOfCellsAreBroughtToPixels() {
        float high = (float) Math.E * 8 / 2;
        float wide = (float) Math.exp(-1) * 32 / 2;
        List<Box> wanted = List.of(new Box(0, 0.45f, -wide, 32, wide, 64), new Box(1, 0.4f, 8, 6 - high, 16, 6 + high));

        assertThat(boxes(yolox())).as("without names").containsExactlyElementsOf(wanted);
        assertThat(boxes(yolox().metadata("names", TWO))).containsExactlyElementsOf(wanted);
        assertThat(boxes(yolox(), Layout.YOLOX)).containsExactlyElementsOf(wanted);
    }

    @Test
    void yoloxGetsBlueFirstAndWhiteAs255UnlessTheUserOrTheModelSaysOtherwise() {
        assertThat(pixels(yolox(), Convention.AUTO)).isEqualTo(Pixels.BGR255);
        assertThat(pixels(yolox(), new Convention(Layout.AUTO, Pixels.RGB))).isEqualTo(Pixels.RGB);
        assertThat(pixels(yolox().metadata("pixels", "bgr"), Convention.AUTO)).isEqualTo(Pixels.BGR);
        assertThat(pixels(tiny(), Convention.AUTO)).isEqualTo(Pixels.RGB);
        assertThat(pixels(tiny(), Convention.of("plain", "rgb255"))).isEqualTo(Pixels.RGB255);
    }

    private static Pixels pixels(TinyModel model, Convention convention) {
        try (OnnxEngine engine = open(model, convention)) {
            return engine.pixels();
        }
    }

    @Test
    void boxesAndScoresThatLieApartAreBroughtTogether() {
        float[] corners = rows(CELLS, 24, 20, 40, 28);
        float[] scores = rows(CELLS, 0.1f, 0.9f);
        Box wanted = new Box(1, 0.9f, 24, 20, 40, 28);

        assertThat(boxes(tiny().answer(corners, 1, CELLS, 4).also("scores", scores, 1, CELLS, 2)))
                .as("YOLO-NAS")
                .containsExactly(wanted);
        assertThat(boxes(tiny().answer(scores, 1, CELLS, 2).also("pred_boxes", corners, 1, CELLS, 4)))
                .as("DAMO-YOLO")
                .containsExactly(wanted);
        float[] four = rows(CELLS, 0, 0.9f, 0, 0);
        assertThat(boxes(tiny().answer(four, 1, CELLS, 4).also("pred_boxes", corners, 1, CELLS, 4)))
                .as("four classes")
                .containsExactly(wanted);
        TinyModel logits = tiny().answer(corners, 1, CELLS, 4).also("scores", rows(CELLS, -7, 3), 1, CELLS, 2);
        refused(logits, "scores reach from -7.0 to 3.0, wanted are 0 to 1");
    }

    @Test
    void endToEndIsSaidByTheModelWhereTheShapeDoesNot() {
        float[] numbers = rows(CELLS, 24, 20, 40, 28, 0.9f, 1);

        assertThat(boxes(tiny().answer(numbers, 1, CELLS, 6)
                        .metadata("names", TWO)
                        .metadata("end2end", "True")))
                .containsExactly(new Box(1, 0.9f, 24, 20, 40, 28));
    }

    @Test
    void floatsOfSixteenBitsAreTakenAndGiven() {
        TinyModel half = tiny().box(3, 1, 0.75f, 32, 24, 16, 8)
                .inputType(OnnxMl.TensorProto.DataType.FLOAT16)
                .half();

        assertThat(boxes(half)).containsExactly(new Box(1, 0.75f, 24, 20, 40, 28));
    }

    @Test
    void theMainBranchIsReadWhereTheAuxiliaryOneAnswersToo() {
        float[] main = new float[6 * CELLS];
        float[] values = {32, 24, 16, 8, 0, 0.9f};
        for (int i = 0; i < values.length; i++) {
            main[i * CELLS + 3] = values[i];
        }
        TinyModel dual = tiny().box(5, 0, 0.8f, 10, 10, 8, 8).also("output1", main, 1, 6, CELLS);

        assertThat(boxes(dual)).containsExactly(new Box(1, 0.9f, 24, 20, 40, 28));
    }

    @Test
    void rawMapsBesideTheBoxesDoNoHarm() {
        TinyModel raw = tiny().box(3, 1, 0.9f, 32, 24, 16, 8)
                .metadata("names", TWO)
                .also("maps", new float[66 * 64], 1, 66, 8, 8);

        assertThat(boxes(raw)).hasSize(1);
    }

    @Test
    void otherTasksAreNamed() {
        refused(tiny().metadata("task", "pose"), "is one to pose, wanted: one to detect");
        refused(tiny().metadata("task", "obb"), "is one to obb, wanted: one to detect");
        refused(tiny().metadata("task", "classify").answer(new float[10], 1, 10), "is one to classify");
        refused(tiny().answer(new float[10], 1, 10), "is one to classify");
        refused(
                tiny().answer(new float[38 * CELLS], 1, 38, CELLS)
                        .metadata("names", TWO)
                        .also("output1", new float[32 * 256], 1, 32, 16, 16),
                "is one to segment");
        refused(
                tiny().answer(new float[38 * CELLS], 1, 38, CELLS).also("output1", new float[32 * 256], 1, 32, 16, 16),
                "is one to segment");
        refused(tiny().answer(new float[56 * CELLS], 1, 56, CELLS).metadata("kpt_shape", "[17, 3]"), "is one to pose");
    }

    @Test
    void layoutsThatAreNotRunAreNamed() {
        refused(tiny().answer(new float[85 * CELLS], 1, CELLS, 85), "--layout objectness");
        refused(
                tiny().answer(new float[100 * 4], 1, 100, 4).also("det_scores", new float[100], 1, 100),
                "it has a suppression of its own in it, so export it without");
        float[] logs = new float[7 * CELLS];
        Arrays.fill(logs, 0.5f);
        refused(
                tiny().answer(logs, 1, CELLS, 7).metadata("names", TWO),
                "boxes reach no farther than to 0.75, wanted are pixels of the input");
    }

    @Test
    void whatOnlyHasTheShapeOfADetectorGivesNoBoxes() {
        refused(tiny().box(3, 1, 7.5f, 32, 24, 16, 8), "scores reach from 0.0 to 7.5, wanted are 0 to 1");
        refused(tiny().box(3, 1, -2, 32, 24, 16, 8), "scores reach from -2.0 to 0.0");
        refused(tiny().answer(new float[3 * 64 * 64], 1, 3, 64, 64), "has another layout: its output is output0 [1, 3");
        refused(tiny().answer(new float[10 * 4 * CELLS], 10, 4, CELLS), "has another layout");
        refused(tiny().metadata("names", "{0: 'person'}"), "has 2 classes, but its metadata names 1");
    }

    @Test
    void lanesOfAnotherSizeHaveTheShapeThatTheModelAnswersThere() {
        TinyModel any = tiny().inputShape(-1, 3, -2, -3)
                .metadata("imgsz", "64")
                .answer(rows(300, 24, 20, 40, 28, 0.9f, 1), 1, 300, 6);
        EngineSettings settings = new EngineSettings(List.of(), 0, new Parallelism(1, 1, 1, Duration.ZERO));
        try (Engine engine = OnnxEngine.open(new ModelFile("m.onnx", any.bytes()), settings);
                Lane lane = engine.lane(new InputSize(96, 64))) {
            lane.run(1);
            assertThat(lane.read(0, 0.5f).size()).isEqualTo(1);
        }
    }

    @Test
    void aLayoutThatThereIsNotIsRefused() {
        assertThat(Layout.of("end2end")).isEqualTo(Layout.END2END);
        assertThatThrownBy(() -> Layout.of("yolo"))
                .isInstanceOf(UserError.class)
                .hasMessage("layout: 'yolo' is none of auto, plain, transposed, objectness, end2end, yolox, apart");
    }
}
