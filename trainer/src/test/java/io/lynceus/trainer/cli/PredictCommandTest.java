package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.evaluation.TinyOnnx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictCommandTest {
    @TempDir
    Path folder;

    private ColourSet set;

    @BeforeEach
    void draw() throws IOException {
        set = ColourSet.create(folder);
    }

    @Test
    void givesOneLinePerPictureOnStandardOutput() throws IOException {
        Run run = Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--conf", "0.5");
        assertThat(run.exitCode()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("source").asText()).isEqualTo(set.pictures() + "/1.png");
        assertThat(second.get("frame").asInt()).isEqualTo(2);
        assertThat(second.get("width").asInt()).isEqualTo(128);
        assertThat(second.get("height").asInt()).isEqualTo(96);
        assertThat(second.get("status").asText()).isEqualTo("DETECTED");
        assertThat(second.get("detections")).hasSize(1);
        JsonNode box = second.get("detections").get(0);
        assertThat(box.get("label").asText()).isEqualTo("green");
        assertThat(box.get("classId").asInt()).isEqualTo(1);
        assertThat(box.get("score").asDouble()).isCloseTo(200 / 255.0, within(0.01));
        // The 128x96 picture lies as 64x48 in the 64x64 input, 8 rows of grey above it.
        assertThat(box.get("x1").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(box.get("y1").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(box.get("x2").asDouble()).isCloseTo(0.75, within(1e-6));
        assertThat(box.get("y2").asDouble()).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void aCameraIsForDetectAndItsPasswordIsNotShown() {
        Run run = Run.lynceus("predict", "--model", set.model(), "--source", "rtsp://me:secret@10.0.0.7/stream1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("./lynceus detect URL --model").doesNotContain("secret");
        assertThat(Run.lynceus("predict", "--model", set.model(), "--source", "/dev/video9")
                        .err())
                .contains("./lynceus detect URL");
    }

    @Test
    void aFullDiskIsSaidInOneLineThatNamesTheFile() {
        Run run = Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--json", "/dev/full");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("lynceus: --json /dev/full: cannot be written: No space left on device\n");
    }

    /** Or a pipe whose reader has ended. */
    @Test
    void aFullDiskUnderStandardOutputIsSaidToo() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(Main.terminal(full))
                .setErr(new PrintWriter(err))
                .execute(
                        "predict",
                        "--model",
                        set.model().toString(),
                        "--source",
                        set.pictures().toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err).hasToString("lynceus: standard output: cannot be written: it takes no more\n");
    }

    @Test
    void writesLinesAndPicturesWhereTold() throws IOException {
        Path json = folder.resolve("out.jsonl");
        Path drawn = folder.resolve("drawn");
        Run run = Run.lynceus(
                "predict",
                "--model",
                set.model(),
                "--source",
                set.pictures(),
                "--json",
                json,
                "--output",
                drawn,
                "--batch",
                2);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readAllLines(json)).hasSize(3);
        assertThat(ImageIO.read(drawn.resolve("0.png.jpg").toFile()).getWidth()).isEqualTo(128);
    }

    @Test
    void eachPictureKeepsItsSizeAndAPatternTakesSome() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("mixed"));
        Files.copy(set.pictures().resolve("0.png"), pictures.resolve("a.png"));
        ImageIO.write(
                new BufferedImage(200, 80, BufferedImage.TYPE_INT_RGB),
                "png",
                pictures.resolve("b.png").toFile());
        Files.copy(set.pictures().resolve("1.png"), pictures.resolve("other.png"));
        Path drawn = folder.resolve("drawn");

        Run run = Run.lynceus(
                "predict", "--model", set.model(), "--source", pictures.resolve("[ab].png"), "--output", drawn);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(drawn.toFile().list()).containsExactlyInAnyOrder("a.png.jpg", "b.png.jpg");
        assertThat(ImageIO.read(drawn.resolve("a.png.jpg").toFile()).getWidth()).isEqualTo(128);
        assertThat(ImageIO.read(drawn.resolve("b.png.jpg").toFile()).getWidth()).isEqualTo(200);
        assertThat(Run.lynceus("predict", "--model", set.model(), "--source", pictures.resolve("*.gif"))
                        .err())
                .contains("*.gif: no picture has such a name");
    }

    @Test
    void aListOfPicturesIsReadAsADataSetReadsIt() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("other"));
        Files.copy(set.pictures().resolve("1.png"), elsewhere.resolve("0.png"));
        Path list = Files.writeString(
                folder.resolve("val.txt"), "# held out\n./images/2.png\n\n" + elsewhere.resolve("0.png") + "\n");
        Path drawn = folder.resolve("drawn");

        Run run = Run.lynceus("predict", "--model", set.model(), "--source", list, "--json", "-", "--output", drawn);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("images/2.png", "\"label\":\"blue\""),
                        line -> assertThat(line).contains("other/0.png", "\"label\":\"green\""));
        assertThat(drawn.resolve("images/2.png.jpg")).exists();
        assertThat(drawn.resolve("other/0.png.jpg")).exists();
        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "a line of text\nanother\n");
        assertOneLine(
                Run.lynceus("predict", "--model", set.model(), "--source", wrong),
                "wrong.txt: a list of pictures, but there is no " + folder.resolve("a line of text"));
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n");
        assertOneLine(Run.lynceus("predict", "--model", set.model(), "--source", empty), "empty.txt: names no picture");
    }

    @Test
    void theEndSaysWhatWasFoundAndWhereItIs() {
        Path drawn = folder.resolve("drawn");

        Run run = Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--output", drawn);

        assertThat(run.err()).endsWith("3 pictures with 3 boxes in " + drawn + "\n");
    }

    @Test
    void picturesOfOneNameInTwoFoldersAreTwoPictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("two/a#1"));
        Files.copy(set.pictures().resolve("0.png"), pictures.resolve("x.png"));
        Files.copy(set.pictures().resolve("1.png"), folder.resolve("two/x.png"));
        Path drawn = folder.resolve("drawn");

        Run.lynceus("predict", "--model", set.model(), "--source", folder.resolve("two"), "--output", drawn);

        assertThat(drawn.resolve("a#1/x.png.jpg")).exists();
        assertThat(drawn.resolve("x.png.jpg")).exists();
    }

    @Test
    void detectorsOfOtherLayoutsAreRunAndOtherTasksNamed() throws IOException {
        float[] numbers = new float[300 * 6];
        System.arraycopy(new float[] {16, 20, 48, 44, 0.9f, 1, 16, 20, 48, 43, 0.8f, 1}, 0, numbers, 0, 12);
        Path end2end = TinyOnnx.answers(folder.resolve("e.onnx"), numbers, new long[] {1, 300, 6}, Map.of());
        Run run = Run.lynceus("predict", "--model", end2end, "--source", set.pictures());
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode found =
                new ObjectMapper().readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(found.get("detections")).hasSize(2);
        assertThat(found.at("/detections/0/label").asText()).isEqualTo("class1");
        assertThat(found.at("/detections/0/x1").asDouble()).isCloseTo(0.25, within(1e-6));

        float[] rows = new float[252 * 7];
        System.arraycopy(new float[] {32, 32, 32, 24, 0.5f, 0, 0.8f}, 0, rows, 0, 7);
        Path old = TinyOnnx.answers(folder.resolve("5.onnx"), rows, new long[] {1, 252, 7}, Map.of());
        assertOneLine(Run.lynceus("predict", "--model", old, "--source", set.pictures()), "--layout objectness");
        Run told = Run.lynceus(
                "predict", "--model", old, "--source", set.pictures(), "--layout", "objectness", "--conf", "0.3");
        assertThat(told.out()).contains("\"score\":0.4");

        Path masks = TinyOnnx.answers(
                folder.resolve("s.onnx"), new float[84 * 38], new long[] {1, 38, 84}, Map.of("task", "segment"));
        assertOneLine(Run.lynceus("predict", "--model", masks, "--source", set.pictures()), "is one to segment");
    }

    @Test
    void boxesInTheMeasureOfCellsAreFoundInPredictAndValidate() throws IOException {
        float[] cells = new float[84 * 8];
        System.arraycopy(new float[] {0, 0, (float) Math.log(4), (float) Math.log(3), 1, 0.9f, 0, 0}, 0, cells, 288, 8);
        Path yolox = TinyOnnx.answers(folder.resolve("x.onnx"), cells, new long[] {1, 84, 8}, Map.of());
        Run predicted = Run.lynceus("predict", "--model", yolox, "--source", set.pictures());
        assertThat(new ObjectMapper()
                        .readTree(predicted.out().lines().findFirst().orElseThrow())
                        .at("/detections/0/x1")
                        .asDouble())
                .isCloseTo(0.25, within(1e-6));
        Run measured = Run.lynceus("validate", "--model", yolox, "--data", set.data());
        assertThat(measured.exitCode()).as(measured.err()).isZero();
    }

    @Test
    void bluePicturesAreRedOnesForAModelThatWantsBlueFirst() {
        Run run = Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--pixels", "bgr");

        List<String> labels = run.out()
                .lines()
                .map(line -> line.replaceAll(".*\"label\":\"(\\w+)\".*", "$1"))
                .toList();
        assertThat(labels).containsExactly("blue", "green", "red");
    }

    @Test
    void nothingAboveTheThresholdIsAnEmptyList() {
        Run run = Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--conf", "0.9");
        assertThat(run.out()).contains("\"detections\":[]");
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() throws IOException {
        Path noModel = Files.writeString(folder.resolve("no.onnx"), "text");
        assertOneLine(Run.lynceus("predict", "--model", noModel, "--source", set.pictures()), "no.onnx");
        assertOneLine(Run.lynceus("predict", "--model", "missing.onnx", "--source", set.pictures()), "missing.onnx");
        assertOneLine(Run.lynceus("predict", "--model", set.data(), "--source", set.pictures()), ".safetensors");
        assertOneLine(Run.lynceus("predict", "--model", set.model(), "--source", "gone.mp4"), "gone.mp4");
        assertOneLine(
                Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--conf", "2"), "--conf");
        assertOneLine(
                Run.lynceus("predict", "--model", set.model(), "--source", set.pictures(), "--imgsz", "50"), "--imgsz");
    }

    private static void assertOneLine(Run run, String mentions) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(mentions);
    }
}
