package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void withoutASizeTheBorderIsThatOfTheOfficialValidation() throws IOException {
        // 64x48 in 96x64: 16 columns of grey on both sides, 8 rows above and below.
        float[] box = {48, 32, 32, 24};
        Map<String, String> facts = Map.of("names", ColourSet.NAMES, "imgsz", "[64, 64]");
        Path model = TinyOnnx.colours(folder.resolve("bordered.onnx"), box, facts);
        Run run = Run.lynceus("validate", "--model", model, "--data", set.data(), "--split", "train");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("all +3 +3 +0\\.\\d{3} +1\\.000 +0\\.9950");
    }

    @Test
    void writesAReportWhereTold() {
        Path report = folder.resolve("report");
        Run run = Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--output", report);
        assertThat(run.exitCode()).isZero();
        for (String file : new String[] {
            "metrics.json", "predictions.json", "pr-curve.png", "f1-curve.png", "confusion.png", "predictions.png"
        }) {
            assertThat(report.resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void measuresAsCocoDoesAndWritesItsResultsForm() throws IOException {
        Files.writeString(folder.resolve("val.json"), """
                {"images": [{"id": 12, "file_name": "1.png"}, {"id": 11, "file_name": "0.png"}],
                 "categories": [{"id": 5, "name": "red"}, {"id": 6, "name": "green"}, {"id": 9, "name": "blue"}],
                 "annotations": [
                   {"id": 1, "image_id": 11, "category_id": 5, "bbox": [32, 24, 64, 48], "area": 900, "iscrowd": 0},
                   {"id": 2, "image_id": 12, "category_id": 6, "bbox": [0, 0, 128, 96], "area": 12288, "iscrowd": 1}]}
                """);
        Path data = Files.writeString(folder.resolve("coco.yaml"), "val: val.json\n");
        Path report = folder.resolve("report");
        Run run = Run.lynceus(
                "validate", "--model", set.model(), "--data", data, "--imgsz", 64, 64, "--coco", "--output", report);

        assertThat(run.err()).doesNotContain("lynceus:");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("COCO +AP +AP50 +AP75 +APs +APm +APl +AR1 ");
        assertThat(run.out()).containsPattern("\n +1.0000 1.0000 1.0000 1.0000 +- +- 1.0000 ");
        JsonNode coco = new ObjectMapper()
                .readTree(report.resolve("metrics.json").toFile())
                .get("coco");
        assertThat(coco.get("AP").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(coco.get("APs").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(coco.get("APm").isNull()).as("no label of that size").isTrue();
        assertThat(coco.get("classes").get(0).get("classId").asInt()).isZero();
        assertThat(coco.get("classes").get(0).get("AP50").asDouble()).isCloseTo(1, within(1e-9));
        JsonNode first = new ObjectMapper()
                .readTree(report.resolve("predictions.json").toFile())
                .get(0);
        assertThat(first.toString())
                .startsWith("{\"image_id\":11,\"category_id\":5,\"bbox\":[32.0,24.0,64.0,48.0],\"score\":0.784");
    }

    @Test
    void withoutCocoAnnotationsThePicturesNamesAndTheClassIndicesCount() throws IOException {
        Path report = folder.resolve("report");
        Run run = Run.lynceus(
                "validate",
                "--model",
                set.model(),
                "--data",
                set.data(),
                "--imgsz",
                64,
                64,
                "--coco",
                "--output",
                report);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("\n +1.0000 1.0000 1.0000 +- 1.0000 +- 1.0000 ");
        JsonNode last =
                new ObjectMapper().readTree(report.resolve("predictions.json").toFile());
        assertThat(last.findValuesAsText("image_id")).contains("0", "1", "2");
        assertThat(last.findValuesAsText("category_id")).contains("0", "1", "2");
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() throws IOException {
        Path other = TinyOnnx.colours(
                folder.resolve("other.onnx"), new float[4], Map.of("names", "{0: 'cat', 1: 'dog', 2: 'cow'}"));
        assertOneLine(Run.lynceus("validate", "--model", other, "--data", set.data()), "cow");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", "gone.yaml"), "gone.yaml");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", set.data(), "--batch", "0"), "--batch");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "val: images\nnames: [red]\nnc: 4\n");
        assertOneLine(Run.lynceus("validate", "--model", set.model(), "--data", wrong), "wrong.yaml");
    }

    private static void assertOneLine(Run run, String mentions) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(mentions);
    }
}
