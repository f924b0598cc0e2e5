package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.decode.FirstFrame;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDetectorTest {
    @TempDir
    Path folder;

    @Test
    void boxesComeBackInThePicturesOwnMeasure() {
        // 128x64 in 64x64: half the size, 16 rows of grey above.
        TinyModel model =
                new TinyModel(64, 64, 2).box(3, 1, 0.9f, 32, 32, 16, 8).metadata("names", "{0: 'person', 1: 'car'}");
        List<Detection> found = detect(model, DetectorSettings.defaults());
        assertThat(found).hasSize(1);
        Detection box = found.get(0);
        assertThat(box.label()).isEqualTo("car");
        assertThat(box.classId()).isEqualTo(1);
        assertThat(box.score()).isEqualTo(0.9f);
        assertThat(box.x1()).isCloseTo(48 / 128f, within(1e-6f));
        assertThat(box.x2()).isCloseTo(80 / 128f, within(1e-6f));
        assertThat(box.y1()).isCloseTo(24 / 64f, within(1e-6f));
        assertThat(box.y2()).isCloseTo(40 / 64f, within(1e-6f));
    }

    @Test
    void boxesAreClippedToThePicture() {
        List<Detection> found =
                detect(new TinyModel(64, 64, 1).box(0, 0, 0.9f, 0, 16, 40, 40), DetectorSettings.defaults());
        assertThat(found).singleElement().satisfies(box -> {
            assertThat(box.x1()).isZero();
            assertThat(box.y1()).isZero();
        });
    }

    @Test
    void modelsOfAnySizeTakeTheSizeOfTheirMetadataOrTheOneAskedFor() {
        TinyModel model = new TinyModel(64, 32, 1).inputShape(-1, 3, -2, -3).metadata("imgsz", "[32, 64]");
        try (Detector detector = open(model, DetectorSettings.defaults())) {
            assertThat(detector.model().inputWidth()).isEqualTo(64);
            assertThat(detector.model().inputHeight()).isEqualTo(32);
        }
        TinyModel square = new TinyModel(96, 96, 1).inputShape(-1, 3, -2, -3);
        try (Detector detector =
                open(square, new DetectorSettings(0.3f, 0.5f, null, 96, Convention.AUTO, Parallelism.onCpu(1, 2)))) {
            assertThat(detector.model().inputWidth()).isEqualTo(96);
            assertThat(detector.model().names()).containsExactly("class0");
            assertThat(detector.model().scoreThreshold()).isEqualTo(0.3f);
        }
    }

    @Test
    void aModelThatRunsBatchesIsMeasuredAndOneThatDoesNotIsNot() {
        try (EngineDetector detector = open(new TinyModel(64, 64, 1).batch(4), DetectorSettings.defaults())) {
            assertThat(detector.batches().runs())
                    .extracting(BatchPlan.Timed::pictures)
                    .containsExactly(1, 2, 4);
            assertThat(detector.batches().lines()).hasSize(2);
        }
        try (EngineDetector detector = open(new TinyModel(64, 64, 1), DetectorSettings.defaults())) {
            assertThat(detector.batches().lines()).isEmpty();
        }
    }

    @Test
    void theModelSaysWhatItIs() {
        TinyModel model = new TinyModel(64, 64, 1)
                .metadata("name", "street")
                .metadata("version", "7")
                .metadata("names", "['person']");
        try (Detector detector = open(model, DetectorSettings.defaults())) {
            assertThat(detector.model())
                    .returns("street", Model::name)
                    .returns("7", Model::version)
                    .returns("onnxruntime-cpu", Model::engine)
                    .returns("fp32", Model::precision)
                    .satisfies(found -> assertThat(found.sha256()).matches("[0-9a-f]{64}"));
        }
        try (Detector detector = open(new TinyModel(64, 64, 1), DetectorSettings.defaults())) {
            assertThat(detector.model().name()).isEqualTo("tiny");
        }
    }

    @Test
    void namesInAFileTakePlaceOfTheModelsOwn() throws Exception {
        Path names = Files.writeString(folder.resolve("names.txt"), "ship\nplane\n");
        TinyModel model = new TinyModel(64, 64, 2).box(0, 1, 0.9f, 32, 32, 8, 8).metadata("names", "{0: 'a', 1: 'b'}");
        assertThat(detect(
                        model, new DetectorSettings(0.25f, 0.45f, names, 0, Convention.AUTO, Parallelism.onCpu(1, 1))))
                .singleElement()
                .returns("plane", Detection::label);
    }

    @Test
    void boxesThatTheNetworkChoseByItselfAreNotChosenAgain() {
        float[] numbers = new float[300 * 6];
        System.arraycopy(new float[] {16, 20, 48, 44, 0.9f, 7, 16, 20, 48, 43, 0.8f, 7}, 0, numbers, 0, 12);

        assertThat(detect(new TinyModel(64, 64, 1).answer(numbers, 1, 300, 6), DetectorSettings.defaults()))
                .hasSize(2)
                .extracting(Detection::label)
                .containsOnly("class7");
    }

    private static EngineDetector open(TinyModel model, DetectorSettings settings) {
        return EngineDetector.onCpu(new ModelFile("tiny.onnx", model.bytes()), settings, BatchListener.NONE);
    }

    private List<Detection> detect(TinyModel model, DetectorSettings settings) {
        try (Detector detector = open(model, settings)) {
            return FirstFrame.of(folder.resolve("clip.mp4"), 128, 64, detector::detect);
        }
    }
}
