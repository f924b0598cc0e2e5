package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.evaluation.TinyOnnx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDetectCommandTest {
    @TempDir
    private Path folder;

    private Path pictures;

    @BeforeEach
    void pictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < 5; i++) {
            ImageIO.write(
                    new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB),
                    "png",
                    pictures.resolve(i + ".png").toFile());
        }
    }

    @Test
    void aModelFileIsMeasuredAsItIs() throws IOException {
        Path model = TinyOnnx.layered(
                folder.resolve("a yard.onnx"),
                new float[] {32, 32, 32, 24},
                Map.of("names", ColourSet.NAMES, "imgsz", "[64, 64]", "name", "colours"));
        Path times = folder.resolve("times.yaml");

        Run run = Run.lynceus("bench", "detect", model, "--video", pictures, "--frames", "2", "--times", times);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("colours +64 +fp32 .*\n");
        assertThat(times).content().contains("machine: ", "- {model: 'colours', imgsz: 64, engine: onnxruntime,");
    }

    @Test
    void anArchitectureIsMeasuredInBothPrecisions() {
        Run run = Run.lynceus(
                "bench", "detect", "gelan-t", "--imgsz", "64", "--classes", "3", "--video", pictures, "--frames", "2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("gelan-t +64 +fp32 ").containsPattern("gelan-t +64 +int8 ");
    }

    @Test
    void whatCannotBeMeasuredIsSaid() throws IOException {
        Path few = Files.createDirectories(folder.resolve("few"));
        Files.copy(pictures.resolve("0.png"), few.resolve("0.png"));

        assertThat(Run.lynceus("bench", "detect", "gelan-t", "--precision", "int4")
                        .err())
                .contains("--precision int4: float32 or int8");
        Run run = Run.lynceus("bench", "detect", "gelan-t", "--imgsz", "64", "--precision", "float32", "--video", few);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no more than 3 frames");
    }
}
