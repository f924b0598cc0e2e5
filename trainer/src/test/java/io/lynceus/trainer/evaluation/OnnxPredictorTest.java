package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxPredictorTest {
    private static final Map<String, String> FACTS =
            Map.of("names", "{0: 'person', 1: \"driver's car\"}", "imgsz", "[32, 64]");

    @TempDir
    Path folder;

    @Test
    void readsNamesAndSizeAndRuns() throws IOException {
        Path file = TinyOnnx.write(folder.resolve("m.onnx"), new long[] {0, 3, 0, 0}, 6, FACTS);
        try (OnnxPredictor predictor = OnnxPredictor.open(file)) {
            assertThat(predictor.classNames()).containsExactly("person", "driver's car");
            assertThat(predictor.fixedSize()).isNull();
            assertThat(predictor.trainedSize()).isEqualTo(new InputSize(32, 64));
            RawOutput output = predictor.predict(ramp(2));
            assertThat(output.size()).isEqualTo(2);
            assertThat(output.classes()).isEqualTo(2);
            assertThat(output.anchors()).isEqualTo(32);
            assertThat(output.values()[255]).isEqualTo(1f);
            assertThat(output.values()[51]).isEqualTo(51 / 255f);
        }
    }

    @Test
    void aFixedBatchIsFilledUp() throws IOException {
        Path file = TinyOnnx.write(folder.resolve("m.onnx"), new long[] {2, 3, 8, 8}, 6, Map.of());
        Path free = TinyOnnx.write(folder.resolve("free.onnx"), new long[] {0, 3, 8, 8}, 6, Map.of());
        try (OnnxPredictor two = OnnxPredictor.open(file);
                OnnxPredictor any = OnnxPredictor.open(free)) {
            assertThat(two.fixedSize()).isEqualTo(new InputSize(8, 8));
            assertThat(two.predict(ramp(3)).values())
                    .isEqualTo(any.predict(ramp(3)).values());
        }
    }

    @Test
    void whatIsNoDetectorIsTheUsersToPutRight() throws IOException {
        Path grey = TinyOnnx.write(folder.resolve("grey.onnx"), new long[] {1, 1, 8, 8}, 8, Map.of());
        Path thin = TinyOnnx.write(folder.resolve("thin.onnx"), new long[] {1, 3, 8, 8}, 4, Map.of());
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        Path missing = folder.resolve("missing.onnx");
        for (Path file : new Path[] {grey, thin, text, missing}) {
            assertThatThrownBy(() -> OnnxPredictor.open(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(file.toString())
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void aSizeTheModelCannotTakeFailsInOneLine() throws IOException {
        Path file = TinyOnnx.write(folder.resolve("m.onnx"), new long[] {0, 3, 16, 16}, 6, Map.of());
        try (OnnxPredictor predictor = OnnxPredictor.open(file)) {
            assertThatThrownBy(() -> predictor.predict(ramp(1))).hasMessageContaining("m.onnx");
        }
    }

    @Test
    void namesAreReadAsTheEcosystemWritesThem() {
        assertThat(OnnxMetadata.names("{0: 'a', 1: 'b'}")).containsExactly("a", "b");
        assertThat(OnnxMetadata.names("{1: 'b', 0: 'a'}")).containsExactly("a", "b");
        assertThat(OnnxMetadata.names("['a', \"b\"]")).containsExactly("a", "b");
        assertThat(OnnxMetadata.names("{0: 'it\\'s'}")).containsExactly("it's");
        assertThat(OnnxMetadata.names("{0: 'a', 2: 'c'}")).isEmpty();
        assertThat(OnnxMetadata.names(null)).isEmpty();
    }

    @Test
    void sizesAreReadAsTheEcosystemWritesThem() {
        assertThat(OnnxMetadata.size("[384, 640]")).isEqualTo(new InputSize(384, 640));
        assertThat(OnnxMetadata.size("640")).isEqualTo(new InputSize(640, 640));
        assertThat(OnnxMetadata.size("")).isNull();
        assertThat(OnnxMetadata.size(null)).isNull();
    }

    private static PictureBatch ramp(int size) {
        byte[] planes = new byte[size * 3 * 8 * 8];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (byte) i;
        }
        return new PictureBatch(size, 8, 8, planes);
    }
}
