package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPipelineIT {
    @TempDir
    Path folder;

    @Test
    void aShortRunPrintsRatesAndThatWhatCameOutWasRight() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 12);
        byte[] model = new TinyModel(64, 64, 1).box(3, 0, 0.9f, 32, 32, 16, 8).bytes();
        Verb bench = Verb.run(
                "bench",
                "pipeline",
                "--video",
                clip.toString(),
                "--model",
                Files.write(folder.resolve("tiny.onnx"), model).toString(),
                "--cameras",
                "2",
                "--frames",
                "30",
                "--engine-frames",
                "20",
                "--runs",
                "1");
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.out())
                .contains("FFmpeg alone", "pipeline, engine that does nothing", "ONNX Runtime alone, tiny 64x64")
                .contains("Every one of the 100 frames has exactly one event.")
                .contains("Boxes equal those of detect in 24 of 24 frames.");
    }

    @Test
    void wrongNumbersAndFilesAreUsageErrors() {
        assertThat(Verb.run("bench", "pipeline", "--cameras", "0").exitCode()).isEqualTo(2);
        assertThat(Verb.run("bench", "pipeline", "--video", "none.avi", "--runs", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Verb.run("bench").exitCode()).isEqualTo(2);
    }
}
