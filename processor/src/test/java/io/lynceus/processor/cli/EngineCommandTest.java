package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a build without NVIDIA's bindings, which a stock build is. */
class EngineCommandTest {
    private static final String WHY =
            "this build is without NVIDIA's bindings (LYNCEUS_CUDA=1 brings them, LYNCEUS_TENSORRT=1 TensorRT too)";

    @TempDir
    Path folder;

    @Test
    void infoSaysWhatCanWorkAndWhyTheOtherCannot() {
        Verb info = Verb.run("engine", "info");
        assertThat(info.exitCode()).isZero();
        assertThat(info.out().lines())
                .containsExactly(
                        "onnxruntime  on " + Runtime.getRuntime().availableProcessors() + " cores",
                        "cuda         cannot work here: " + WHY,
                        "tensorrt     cannot work here: " + WHY);
    }

    @Test
    void buildEndsWithOneClearLineWhereThereIsNoCard() {
        Verb build = Verb.run("engine", "build");
        assertThat(build.exitCode()).isEqualTo(1);
        assertThat(build.err().lines()).containsExactly("lynceus: TensorRT cannot work here: " + WHY);
    }

    @Test
    void removeRefusesWhatIsNotThere() {
        Verb remove = Verb.run("engine", "remove", "../../etc/passwd");
        assertThat(remove.exitCode()).isEqualTo(2);
        assertThat(remove.err()).startsWith("lynceus: no plan '../../etc/passwd' in ");
    }

    @Test
    void checkMeasuresOnnxRuntimeWhereThereIsNothingToCompareWith() throws IOException {
        Path model = TinyModel.street(folder.resolve("street.onnx"));
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 5);
        Verb check =
                Verb.run("engine", "check", "--model", model.toString(), "--video", clip.toString(), "--seconds", "0");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out())
                .contains(
                        "engine: cuda cannot work here: " + WHY,
                        "engine: tensorrt cannot work here: " + WHY,
                        "onnxruntime-cpu, fp32, 128x128");
    }

    @Test
    void anEngineThatIsAskedForAndCannotWorkIsAWrongConfiguration() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 5);
        Verb tensorRt = Verb.run("detect", clip.toString(), "--engine", "tensorrt");
        assertThat(tensorRt.exitCode()).isEqualTo(2);
        assertThat(tensorRt.err().lines()).containsExactly("lynceus: engine: tensorrt cannot work here: " + WHY);
        Verb gpu = Verb.run("detect", clip.toString(), "--engine", "gpu");
        assertThat(gpu.exitCode()).isEqualTo(2);
        assertThat(gpu.err()).contains("engine: 'gpu' is none of auto, onnxruntime, cuda, tensorrt");
    }

    @Test
    void detectSaysWhichEngineItIsAndWhy() throws IOException {
        Path model = TinyModel.street(folder.resolve("street.onnx"));
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 5);
        Verb detect = Verb.run("detect", clip.toString(), "--model", model.toString());
        assertThat(detect.exitCode()).isZero();
        assertThat(detect.out())
                .contains("engine: ONNX Runtime, for TensorRT and ONNX Runtime for CUDA cannot work here: " + WHY);
    }
}
