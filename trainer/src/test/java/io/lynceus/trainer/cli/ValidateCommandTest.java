package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.evaluation.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
    @TempDir
    Path folder;

    private ColourSet set;

    @BeforeEach
    void draw() throws IOException {
        set = ColourSet.create(folder);
    }

    @Test
    void printsARowForAllAndOnePerClass() {
        Run run = Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--imgsz", 64, 64);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("class +pictures +labels +P +R +AP50 +AP");
        assertThat(run.out()).containsPattern("all +3 +3 +0\\.\\d{3} +1\\.000 +0\\.9950 +0\\.9950");
        assertThat(run.out()).containsPattern("green +1 +1 +0\\.\\d{3} +1\\.000 +0\\.9950 +0\\.9950");
        assertThat(run.out()).contains("ms model");
    }

    @Test
    void withoutASizeTheBorderIsAsSmallAsCanBe() throws IOException {
        // 64x48 in 64x64: the same place again, but this time because 48 rows go up to 64.
        Run run = Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--split", "train");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("all +3 +3 +0\\.\\d{3} +1\\.000 +0\\.9950");
    }

    @Test
    void writesAReportWhereTold() {
        Path report = folder.resolve("report");
        Run run = Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--output", report);
        assertThat(run.exitCode()).isZero();
        for (String file :
                new String[] {"metrics.json", "pr-curve.png", "f1-curve.png", "confusion.png", "predictions.png"}) {
            assertThat(report.resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() throws IOException {
        Path other = TinyOnnx.colours(
                folder.resolve("other.onnx"), new float[4], Map.of("names", "{0: 'cat', 1: 'dog', 2: 'cow'}"));
        assertOneLine(Run.lynceus("validate", "--model", other, "--data", set.data()), "cow");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", "gone.yaml"), "gone.yaml");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--batch", "0"), "--batch");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "val: images\nnames: [red]\ncolour: 1\n");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", wrong), "wrong.yaml");
    }

    private static void assertOneLine(Run run, String mentions) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(mentions);
    }
}
