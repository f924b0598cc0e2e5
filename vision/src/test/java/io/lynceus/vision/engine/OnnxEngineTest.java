package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {
    @TempDir
    Path folder;

    @Test
    void aPictureIsWrittenRunAndRead() {
        TinyModel model = new TinyModel(64, 64, 2).box(3, 1, 0.9f, 32, 24, 16, 8);
        try (Engine engine = open(model, of(1));
                Lane lane = engine.lane()) {
            Letterbox box = Letterbox.of(128, 64, 64, 64);
            assertThat(lane.write(0, box.source(new Picture(64, 32, new byte[64 * 32 * 3]))))
                    .isEqualTo(box);
            lane.run(1);
            Candidates found = lane.read(0, 0.5f);
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.box(0)).isEqualTo(new Box(1, 0.9f, 24, 20, 40, 28));
            assertThat(lane.read(0, 0.9f).size()).isZero();
        }
    }

    @Test
    void theFilesBytesAreLetGo() {
        byte[] bytes = new TinyModel(64, 64, 1).bytes();
        WeakReference<byte[]> held = new WeakReference<>(bytes);
        try (Engine engine = OnnxEngine.open(new ModelFile("tiny.onnx", bytes), of(1))) {
            bytes = new byte[0];
            for (int i = 0; i < 20 && held.get() != null; i++) {
                System.gc();
            }
            assertThat(held.get()).isNull();
            assertThat(engine.batch()).isEqualTo(1);
        }
    }

    @Test
    void aModelOfAFixedNumberOfPicturesRunsWithFewer() {
        TinyModel two = new TinyModel(64, 64, 1).box(3, 0, 0.9f, 32, 32, 16, 8).batch(2);
        try (Engine engine = open(two, of(1));
                Lane lane = engine.lane()) {
            assertThat(engine.batch()).isEqualTo(2);
            lane.run(1);
            assertThat(lane.read(0, 0.5f).size()).isEqualTo(1);
            lane.run(2);
            assertThat(lane.read(1, 0.5f).box(0).x1()).isEqualTo(24);
        }
    }

    @Test
    void aModelOfOnePictureIsNotAskedForMore() {
        TinyModel one = new TinyModel(64, 64, 1);
        try (Engine engine = open(one, of(8))) {
            assertThat(engine.batch()).isEqualTo(1);
        }
        TinyModel anyNumber = new TinyModel(64, 64, 1).inputShape(-1, 3, 64, 64);
        try (Engine engine = open(anyNumber, of(8))) {
            assertThat(engine.batch())
                    .as("it says any number, and answers for one")
                    .isEqualTo(1);
        }
        try (Engine engine = open(one.batch(8).inputShape(-1, 3, 64, 64), of(8))) {
            assertThat(engine.batch()).isEqualTo(8);
        }
    }

    @Test
    void aModelThatTakesAnySizeHasLanesForOthersThanItsOwn() {
        TinyModel any = new TinyModel(64, 32, 1).inputShape(-1, 3, -2, -3).metadata("imgsz", "[32, 64]");
        try (Engine engine = open(any, of(1))) {
            assertThat(engine.takesAnySize()).isTrue();
            assertThat(engine.model().input()).isEqualTo(new InputSize(32, 64));
            try (Lane lane = engine.lane(new InputSize(64, 32))) {
                lane.run(1);
            }
        }
        try (Engine engine = open(new TinyModel(64, 64, 1), of(1))) {
            assertThat(engine.takesAnySize()).isFalse();
            assertThatThrownBy(() -> engine.lane(new InputSize(32, 64)))
                    .isInstanceOf(UserError.class)
                    .hasMessage("the model tiny.onnx takes pictures of 64 pixels only, not 64x32");
        }
    }

    @Test
    void aModelMayTakeBytes() {
        TinyModel bytes =
                new TinyModel(64, 64, 1).box(0, 0, 0.9f, 32, 32, 16, 8).inputType(OnnxMl.TensorProto.DataType.UINT8);
        try (Engine engine = open(bytes, of(1));
                Lane lane = engine.lane()) {
            lane.write(0, Letterbox.of(64, 64, 64, 64).source(new Picture(64, 64, new byte[64 * 64 * 3])));
            lane.run(1);
            assertThat(lane.read(0, 0.5f).size()).isEqualTo(1);
        }
    }

    @Test
    void aRunThatTakesMoreMemoryThanATensorCanHaveIsRefusedByName() {
        TinyModel huge = new TinyModel(64, 64, 1).inputShape(1000, 3, 640, 640);
        refused(huge, "a run of the model tiny.onnx on 1000 pictures of 640x640 takes more than 2 GiB at once");
    }

    @Test
    void theModelSaysWhatItIs() {
        TinyModel named = new TinyModel(64, 64, 1)
                .metadata("name", "street")
                .metadata("version", "7")
                .metadata("names", "{0: \"driver's cab\"}");
        try (Engine engine = open(named, of(1))) {
            assertThat(engine.model())
                    .returns("street", ModelCard::name)
                    .returns("7", ModelCard::version)
                    .returns("onnxruntime-cpu", ModelCard::engine)
                    .returns("fp32", ModelCard::precision)
                    .returns(List.of("driver's cab"), ModelCard::names)
                    .satisfies(card -> assertThat(card.metadata()).containsEntry("version", "7"));
        }
    }

    @Test
    void whatIsNoModelIsSaidInOneLine() {
        refused(new ModelFile("x.onnx", "not a model".getBytes(StandardCharsets.UTF_8)), "not an ONNX model: x.onnx");
        refused(new ModelFile("x.onnx", new byte[0]), "not an ONNX model: x.onnx");
        byte[] whole = new TinyModel(64, 64, 1).bytes();
        refused(new ModelFile("x.onnx", Arrays.copyOf(whole, whole.length / 2)), "not an ONNX model: x.onnx");
    }

    @Test
    void aFileThatIsNotThereIsSaidInOneLine() throws Exception {
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.onnx")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such model");
        assertThatThrownBy(() -> ModelFile.read(Files.createDirectory(folder.resolve("folder.onnx"))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not a model but a folder");
    }

    @Test
    void anotherLayoutIsSaidWithWhatWasFoundAndWhatIsWanted() {
        refused(new TinyModel(64, 64, 1).inputShape(1, 1, 64, 64), "input images is [1, 1, 64, 64]; wanted: one input");
        refused(
                new TinyModel(64, 64, 1).inputType(OnnxMl.TensorProto.DataType.INT32),
                "images is of type INT32; wanted");
        refused(new TinyModel(64, 64, 1).outputShape(1, 60, 7), "its output is output0 [1, 60, 7]; wanted");
        refused(new TinyModel(64, 64, 1).metadata("task", "pose"), "is one to pose, wanted: one to detect");
        refused(new TinyModel(64, 64, 2).metadata("names", "{0: 'person'}"), "has 2 classes, but its metadata names 1");
    }

    @Test
    void anotherSizeThanTheModelsOnlyOneIsRefused() {
        EngineSettings other = new EngineSettings(List.of(), 96, Parallelism.onCpu(1, 1));
        assertThatThrownBy(() -> open(new TinyModel(64, 64, 1), other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("takes pictures of 64 pixels only, not 96");
    }

    private static void refused(TinyModel model, String message) {
        refused(new ModelFile("tiny.onnx", model.bytes()), message);
    }

    private static void refused(ModelFile file, String message) {
        assertThatThrownBy(() -> OnnxEngine.open(file, of(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static EngineSettings of(int batch) {
        return new EngineSettings(List.of(), 0, new Parallelism(1, 1, batch, Duration.ZERO));
    }

    private static Engine open(TinyModel model, EngineSettings settings) {
        return OnnxEngine.open(new ModelFile("tiny.onnx", model.bytes()), settings);
    }
}
