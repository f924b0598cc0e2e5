package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.model.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsCommandTest {
    @Test
    void listsEveryPublishedArchitecture() {
        Run run = Run.lynceus("models");

        assertThat(run.exitCode()).isZero();
        for (String name : Architecture.names()) {
            assertThat(run.out()).containsPattern("(?m)^" + name + " +\\d+ +[\\d,]+ +[\\d.]+ +[\\d,]+ +[\\d.]+$");
        }
        assertThat(run.out()).containsPattern("yolov9-c +\\d+ +51,182,080 +239\\.88 +25,288,768 +102\\.15");
    }

    @Test
    void anotherSizeCostsOtherwiseAndOtherClassesWeighOtherwise() {
        String published = Run.lynceus("models", "--model", "gelan-t").out();
        String small = Run.lynceus("models", "--model", "gelan-t", "--imgsz", 320, "--classes", 3)
                .out();

        assertThat(small).contains("320x320, 3 classes").isNotEqualTo(published);
    }

    @Test
    void aPrintedModelIsAModelFile(@TempDir Path folder) throws IOException {
        Run printed = Run.lynceus("models", "--model", "yolov9-t", "--print");
        Path file = Files.writeString(folder.resolve("mine.txt"), printed.out());
        Run run = Run.lynceus("models", "--model", file);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("block rep-csp in the stages, pgi reversible");
    }

    @ParameterizedTest
    @CsvSource({"--classes, 0", "--imgsz, 100", "--model, yolov9-x", "--classes, many"})
    void aBadValueIsOneLine(String option, String value) {
        Run run = Run.lynceus("models", option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains(value);
    }

    @Test
    void printWithoutAModelIsRefused() {
        Run run = Run.lynceus("models", "--print");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--model");
    }
}
