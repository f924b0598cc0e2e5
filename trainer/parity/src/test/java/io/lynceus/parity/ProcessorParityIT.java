package io.lynceus.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model is what the trainer measured: the processor's detect and the trainer's predict find the same boxes in every
 * frame of the demo footage with the bundled model.
 */
final class ProcessorParityIT {
    private static final float THRESHOLD = 0.25f;
    private static final double SCORE_TOLERANCE = 0.01;
    private static final double PIXEL_TOLERANCE = 1;

    private static final Path PROCESSOR = Path.of("..", "..", "processor");
    private static final Path TRAINER = Path.of("..");
    private static final Path MODEL = PROCESSOR.resolve("src/main/resources/models/gelan-t-vtest.onnx");

    @TempDir
    Path folder;

    @Test
    void processorAndTrainerFindTheSameBoxesInEveryFrame() throws Exception {
        Path footage = cache().resolve("vtest.avi");
        assumeTrue(Files.exists(footage), "needs the footage: run ./lynceus footage");
        assumeTrue(Files.exists(MODEL), "needs the bundled model: run ./lynceus train-demo");
        for (Path program : List.of(PROCESSOR, TRAINER)) {
            assumeTrue(
                    Files.exists(classPath(program)), "needs both programs: run ./mvnw verify for the whole project");
        }

        Path processors = folder.resolve("processor.jsonl");
        Path trainers = folder.resolve("trainer.jsonl");
        Process detect = start(PROCESSOR, "io.lynceus.processor.cli.Main", "detect", footage, "--json", processors);
        Process predict =
                start(TRAINER, "io.lynceus.trainer.cli.Main", "predict", "--source", footage, "--json", trainers);
        try {
            assertDone(detect, PROCESSOR);
            assertDone(predict, TRAINER);
        } finally {
            detect.destroy();
            predict.destroy();
        }

        List<String> expected = Files.readAllLines(trainers);
        List<String> actual = Files.readAllLines(processors);
        assertThat(actual).hasSameSizeAs(expected);
        int boxes = 0;
        for (int i = 0; i < expected.size(); i++) {
            boxes += compare(read(expected.get(i)), read(actual.get(i)));
        }
        assertThat(boxes).as("boxes compared").isGreaterThan(expected.size());
    }

    /** Neither is a dependency of the other, so each runs as its user would run it. */
    private Process start(Path program, String main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                program.resolve("target/classes")
                        + File.pathSeparator
                        + Files.readString(classPath(program)).strip(),
                main));
        Stream.concat(Stream.of(arguments), Stream.of("--model", MODEL, "--conf", THRESHOLD))
                .map(Object::toString)
                .forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(program).toFile())
                .start();
    }

    private void assertDone(Process process, Path program) throws IOException, InterruptedException {
        process.waitFor();
        assertThat(process.exitValue()).as(Files.readString(log(program))).isZero();
    }

    private Path log(Path program) {
        return folder.resolve(program.equals(PROCESSOR) ? "detect.log" : "predict.log");
    }

    private static Path classPath(Path program) {
        return program.resolve("target/classpath");
    }

    /** How many boxes both found. One alone may have a box whose score is within the tolerance of the threshold. */
    private static int compare(JsonNode trainer, JsonNode processor) {
        String frame = "frame " + trainer.get("frame").asInt();
        for (String field : List.of("frame", "width", "height", "status")) {
            assertThat(processor.get(field)).as(frame + " " + field).isEqualTo(trainer.get(field));
        }
        List<JsonNode> left = new ArrayList<>();
        processor.get("detections").forEach(left::add);
        int same = 0;
        for (JsonNode wanted : trainer.get("detections")) {
            JsonNode found = left.stream()
                    .filter(box -> box.get("classId").equals(wanted.get("classId")))
                    .min(Comparator.comparingDouble(box -> distance(box, wanted, trainer)))
                    .filter(box -> distance(box, wanted, trainer) <= PIXEL_TOLERANCE)
                    .orElse(null);
            if (found == null) {
                assertThat(wanted.get("score").asDouble())
                        .as(frame + ": only the trainer found " + wanted)
                        .isLessThan(THRESHOLD + SCORE_TOLERANCE);
            } else {
                left.remove(found);
                same++;
                assertThat(found.get("score").asDouble())
                        .as(frame + " score of " + wanted)
                        .isCloseTo(wanted.get("score").asDouble(), within(SCORE_TOLERANCE));
                assertThat(found.get("label")).isEqualTo(wanted.get("label"));
            }
        }
        assertThat(left)
                .as(frame + ": only the processor found these")
                .allMatch(box -> box.get("score").asDouble() < THRESHOLD + SCORE_TOLERANCE);
        return same;
    }

    /** The largest distance of two edges in pixels. */
    private static double distance(JsonNode a, JsonNode b, JsonNode frame) {
        double width = frame.get("width").asDouble();
        double height = frame.get("height").asDouble();
        double x = Math.max(apart(a, b, "x1"), apart(a, b, "x2")) * width;
        double y = Math.max(apart(a, b, "y1"), apart(a, b, "y2")) * height;
        return Math.max(x, y);
    }

    private static double apart(JsonNode a, JsonNode b, String edge) {
        return Math.abs(a.get(edge).asDouble() - b.get(edge).asDouble());
    }

    private static JsonNode read(String line) throws IOException {
        return new ObjectMapper().readTree(line);
    }

    private static Path cache() {
        String set = System.getenv("LYNCEUS_CACHE");
        return set == null || set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "lynceus")
                : Path.of(set);
    }
}
