package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchLiveIT {
    @TempDir
    Path folder;

    @Test
    void whatIsMeasuredHereIsWhatAPlanIsMadeWith() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 12);
        byte[] model = new TinyModel(64, 64, 1).box(3, 0, 0.9f, 32, 32, 16, 8).bytes();
        Path file = folder.resolve("times.yaml");
        Verb bench = Verb.run(
                "bench",
                "times",
                "--video",
                clip.toString(),
                "--model",
                Files.write(folder.resolve("tiny.onnx"), model).toString(),
                "--seconds",
                "3",
                "--warm-up",
                "1",
                "--output",
                file.toString());
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        Verb plan = Verb.run(
                "plan",
                "--cameras",
                "10",
                "--model",
                "tiny",
                "--imgsz",
                "64",
                "--size",
                "64x48",
                "--service-times",
                file.toString());
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("model: tiny at 64 with onnxruntime", "64x48");
    }

    @Test
    void wrongNumbersAreUsageErrors() {
        assertThat(Verb.run("bench", "live", "--cameras", "0").exitCode()).isEqualTo(2);
        assertThat(Verb.run("bench", "live", "--threads", "0", "--idle").exitCode())
                .isEqualTo(2);
        assertThat(Verb.run("bench", "times", "--seconds", "0").exitCode()).isEqualTo(2);
    }
}
