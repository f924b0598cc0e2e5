package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanVerbTest {
    @TempDir
    Path folder;

    @Test
    void textAndJsonHaveTheSameFigures() throws JsonProcessingException {
        Verb text = Verb.run("plan", "--cameras", "10000", "--model", "v9-c", "--gpu", "H200", "--replication", "2");
        Verb json = Verb.run(
                "plan", "--cameras", "10000", "--model", "v9-c", "--gpu", "H200", "--replication", "2", "--json");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("packets in", "40 Gbit/s", "10,000 cameras x 4 Mbit/s", "NVIDIA H200");
        JsonNode all = new ObjectMapper().readTree(json.out());
        assertThat(all.at("/fleet/cameras").asInt()).isEqualTo(10_000);
        for (JsonNode section : all.get("sections")) {
            for (JsonNode figure : section.get("figures")) {
                assertThat(text.out()).contains("  " + figure.get("name").asText() + " ");
            }
        }
        assertThat(all.at("/sections/1/figures/0/value").asDouble()).isEqualTo(40e9);
    }

    @Test
    void codecsGoByTheNamesThatPeopleGiveThem() {
        Verb plan = Verb.run("plan", "--cameras", "10", "--size", "1280x720", "--codec", "H265");
        assertThat(plan.out()).contains("decoding: hevc 1280x720").doesNotContain("was not measured");
    }

    @ParameterizedTest
    @CsvSource({
        "--cameras=0, '--cameras 0: from 1 to 1,000,000'",
        "--size=big, 'is not a size such as 1920x1080'",
        "--bitrate=fast, 'is not a bit rate such as 4M'",
        "--gpu=H20, 'did you mean H200?'",
        "--model=gelan-d, 'did you mean gelan-'",
        "--retention=3, '--retention: '",
        "--detect-fps=30, '--detect-fps 30 is more than --fps 10'",
        "--load=1, '--load 1: more than 0, less than 1'",
        "--modle=gelan-t, 'did you mean --model?'"
    })
    void whatIsWrongIsOneLine(String option, String message) {
        String[] arguments = option.startsWith("--cameras")
                ? new String[] {"plan", option}
                : new String[] {"plan", "--cameras", "10", option};
        Verb plan = Verb.run(arguments);
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains(message).hasLineCount(1);
    }

    @Test
    void simulateSaysHowLateEventsAreAndWhereTheKneeIs() {
        Verb plan = Verb.run(
                "plan",
                "--cameras",
                "6",
                "--size",
                "768x576",
                "--imgsz",
                "384",
                "--cores",
                "2",
                "--threads",
                "2",
                "--simulate",
                "--one-machine",
                "--seconds",
                "20");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .contains("1 instances of 2 threads and 2 cores", "P99 MS", "The knee lies between 6 and 8 cameras")
                .contains("Brokers away for 10 s:");
        Verb refused = Verb.run("plan", "--cameras", "6", "--simulate", "--seconds", "2");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--seconds 2: from 10 to 3600").hasLineCount(1);
    }

    @Test
    void serviceTimesComeFromAFileAndWhatIsWrongThereIsNamed() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), """
            machine: the box in the corner
            decoders:
              - {codec: h264, size: 1920x1080, millis: 3}
            engines:
              - {model: yard, imgsz: 640, engine: onnxruntime, batches: {1: 20}}
            pipeline:
              {frameMillis: 1, commitMillis: 9, captureMillis: 0.2,
               brokerMillis: 0.2, deliveryMillis: 4, startSeconds: 6}
            """);
        Verb plan = Verb.run("plan", "--cameras", "10", "--model", "yard", "--service-times", good.toString());
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("the box in the corner", "100 pictures/s x 20 ms");
        Path bad = Files.writeString(
                folder.resolve("bad.yaml"), Files.readString(good).replace("millis: 3", "millis: -3"));
        Verb refused = Verb.run("plan", "--cameras", "10", "--service-times", bad.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(bad + ": decoders", "millis: -3").hasLineCount(1);
        Path nameless = Files.writeString(
                folder.resolve("nameless.yaml"), Files.readString(good).replace("codec: h264, ", ""));
        assertThat(Verb.run("plan", "--cameras", "10", "--service-times", nameless.toString())
                        .err())
                .contains("codec: is missing")
                .hasLineCount(1);
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "engines: []");
        assertThat(Verb.run("plan", "--cameras", "10", "--service-times", empty.toString())
                        .err())
                .contains(empty + ": engines: is empty")
                .hasLineCount(1);
        assertThat(Verb.run("plan", "--cameras", "10", "--service-times", "none.yaml")
                        .err())
                .contains("none.yaml: no such file")
                .hasLineCount(1);
    }

    @Test
    void whatAFileLeavesOutIsTakenFromTheStatedTimesAndSaysSo() throws IOException {
        Path engines = Files.writeString(folder.resolve("engines.yaml"), """
            machine: 'one core of the box in the corner'
            engines:
              - {model: 'gelan-c-int8', imgsz: 384, engine: onnxruntime, batches: {1: 125.10}}
              - {model: 'gelan-c-int8', imgsz: 640, engine: onnxruntime, batches: {1: 280.80}}
            """);
        Verb plan = Verb.run(
                "plan",
                "--cameras",
                "10",
                "--detect-fps",
                "1",
                "--model",
                "gelan-c-int8",
                "--service-times",
                engines.toString());
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out().replaceAll("\\s+", " "))
                .contains("10 pictures/s x 281 ms", "1 picture 281 ms (one core of the box in the corner)")
                .contains("all else: one core of an AMD EPYC");
    }
}
