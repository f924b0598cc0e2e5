package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.OverloadPolicy.Newest;
import io.lynceus.processor.config.OverloadPolicy.Sample;
import io.lynceus.processor.decode.DecoderKind;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        ProcessConfig config = read("""
                bootstrap: broker:9092
                kafkaConfig: client.properties
                topicsPrefix: north
                applicationId: gates
                threads: 3
                state: /var/lib/lynceus
                instance: "007"
                log: json
                model:
                  file: gate.onnx
                  score: 0.4
                  iou: 0.5
                  names: names.txt
                  engine: tensorrt
                  layout: objectness
                  pixels: bgr255
                overload:
                  default: newest=1.5s
                  cameras:
                    gate: sample=0.5
                    yard: every-frame
                decoder:
                  default: cpu
                  cameras:
                    gate: nvdec
                tracker: none
                """);
        assertThat(config.servers()).isEqualTo("broker:9092");
        assertThat(config.kafkaConfig()).isEqualTo("client.properties");
        assertThat(config.topicsPrefix()).isEqualTo("north");
        assertThat(config.applicationId()).isEqualTo("gates");
        assertThat(config.threads()).isEqualTo(3);
        assertThat(config.state()).isEqualTo("/var/lib/lynceus");
        assertThat(config.instance()).isEqualTo("007");
        assertThat(config.model())
                .isEqualTo(new ModelConfig("gate.onnx", 0.4f, 0.5f, "names.txt", "tensorrt", "objectness", "bgr255"));
        assertThat(config.overload())
                .isEqualTo(new Overload(
                        new Newest(Duration.ofMillis(1500)),
                        Map.of("gate", new Sample(0.5), "yard", OverloadPolicy.EVERY_FRAME)));
        assertThat(config.decoder()).isEqualTo(new Decoding("cpu", Map.of("gate", "nvdec")));
        assertThat(config.decoder().of("gate")).isEqualTo(DecoderKind.NVDEC);
        assertThat(config.decoder().of("yard")).isEqualTo(DecoderKind.CPU);
        assertThat(config.tracker()).isEqualTo(TrackerKind.NONE);
        assertThat(config.log()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void aDecoderThatIsNoneIsRefusedByItsPlace() {
        assertThatThrownBy(() -> read("decoder:\n  cameras:\n    gate: cuda\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("decoder")
                .hasMessageContaining("'cuda' is none of auto, cpu, nvdec, nvdec-direct");
    }

    @Test
    void whatTheFileLeavesOutHasItsDefault() throws IOException {
        ProcessConfig none = ConfigFile.read(null, List.of(), ProcessConfig.class);
        assertThat(none.servers()).isNull();
        assertThat(none.kafkaConfig()).isNull();
        assertThat(none.topicsPrefix()).isNull();
        assertThat(none.applicationId()).isEqualTo("lynceus-detect");
        assertThat(none.threads()).isBetween(1, 4);
        assertThat(none.instance()).isNull();
        assertThat(none.model()).isEqualTo(new ModelConfig(null, 0.25f, 0.45f, null, "auto", "auto", "auto"));
        assertThat(none.overload()).isEqualTo(Overload.NONE);
        assertThat(none.decoder()).isEqualTo(Decoding.AUTO);
        assertThat(none.decoder().of("gate")).isEqualTo(DecoderKind.AUTO);
        assertThat(none.tracker()).isEqualTo(TrackerKind.BYTETRACK);
        assertThat(none.log()).isEqualTo(LogFormat.TEXT);
        assertThat(read("")).isEqualTo(none);
        assertThat(read("model:\n  score: 0.25\n")).isEqualTo(none);
    }

    @Test
    void theCommandLineGoesBeforeTheFileAndTheLastBeforeTheFirst() throws IOException {
        ProcessConfig config = read(
                "threads: 2\nmodel:\n  score: 0.5\n  iou: 0.6\n",
                new Setting("--threads", "threads", "3"),
                Setting.parse("threads=4"),
                Setting.parse("model.score=0.7"),
                Setting.parse("instance=007"),
                Setting.parse("overload.default=sample=5"),
                Setting.parse("overload.cameras.gate.north=newest=2s"));
        assertThat(config.threads()).isEqualTo(4);
        assertThat(config.model()).isEqualTo(new ModelConfig(null, 0.7f, 0.6f, null, "auto", "auto", "auto"));
        assertThat(config.instance()).isEqualTo("007");
        assertThat(config.overload().of("yard")).isEqualTo(new Sample(5));
        assertThat(config.overload().of("gate.north")).isEqualTo(new Newest(Duration.ofSeconds(2)));
    }

    @Test
    void whatIsWrongOnTheCommandLineNamesTheOptionAndThePath() {
        assertThatThrownBy(() -> read("threads: 2\n", new Setting("--threads", "threads", "0")))
                .isInstanceOf(UserError.class)
                .hasMessage("--threads: 0 is not from 1 to 1024");
        assertThatThrownBy(() -> read("", Setting.parse("model.score=high")))
                .hasMessage("--set: model.score: 'high' is not a number");
        assertThatThrownBy(() -> read("", Setting.parse("model.engine=gpu")))
                .hasMessageContaining("engine: 'gpu' is none of auto, onnxruntime, cuda, tensorrt");
        assertThatThrownBy(() -> read("", Setting.parse("modle.score=0.5")))
                .hasMessageStartingWith("--set: unknown key 'modle' (did you mean model?); known here: also, analytics,"
                        + " applicationId, bootstrap");
        assertThatThrownBy(() -> read("", Setting.parse("model=[1")))
                .hasMessageStartingWith("--set: model: not YAML: ");
        assertThatThrownBy(() -> Setting.parse("threads")).hasMessageContaining("--set threads: write PATH=VALUE");
    }

    @Test
    void anUnknownKeyIsNamedWithFileAndPath() {
        assertThatThrownBy(() -> read("threads: 2\nmodel:\n  fle: a.onnx\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "process.yaml: unknown key 'model.fle' (did you mean file?); known here: engine, file,"
                                + " iou, layout,"
                                + " names, pixels, score");
    }

    @Test
    void aValueOutOfRangeIsNamed() {
        assertThatThrownBy(() -> read("threads: 0\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("process.yaml")
                .hasMessageContaining("threads: 0 is not from 1 to 1024");
        assertThatThrownBy(() -> read("model:\n  score: 7\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("model.score: 7.0 is not from 0 to 1");
    }

    @Test
    void aPolicyThatIsNoneIsNamed() {
        assertThatThrownBy(() -> read("overload:\n  cameras:\n    gate: newest\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "process.yaml: overload.cameras.gate: 'newest' is not a policy; there are every-frame");
        assertThatThrownBy(() -> read("overload:\n  default: 5\n"))
                .hasMessageContaining("process.yaml: overload.default: '5' is not a policy");
        assertThatThrownBy(() -> read("overload:\n  default: newest=2\n"))
                .hasMessageContaining("overload.default: '2' is not a time span such as 500ms, 2s or 1m");
        assertThatThrownBy(() -> read("overload:\n  default: sample=0\n"))
                .hasMessageContaining("overload.default: sample: 0.0 frames a second is not above 0");
        assertThatThrownBy(() -> read("overload:\n  camera: {}\n"))
                .hasMessageContaining(
                        "unknown key 'overload.camera' (did you mean cameras?); known here: cameras, default");
    }

    @Test
    void aValueOfTheWrongKindIsNamed() {
        assertThatThrownBy(() -> read("threads: many\n"))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("process.yaml: threads: 'many' is not a whole number");
        assertThatThrownBy(() -> read("threads: 2.5\n"))
                .hasMessageEndingWith("process.yaml: threads: '2.5' is not a whole number");
        assertThatThrownBy(() -> read("model: [gate.onnx]\n"))
                .hasMessageEndingWith("process.yaml: model: is not a map of keys");
        assertThatThrownBy(() -> read("overload: latest\n"))
                .hasMessageContaining(
                        "process.yaml: overload.default: 'latest' is not a policy; there are every-frame");
        assertThatThrownBy(() -> read("hello\n")).hasMessageEndingWith("process.yaml: is not a map of keys");
        assertThatThrownBy(() -> capture("cameras: {gate: 'rtsp://u:secret@h/1'}\n"))
                .hasMessage("capture.yaml: cameras: is not a list, each entry of which begins with a dash");
        assertThatThrownBy(() -> capture("cameras:\n- {name: gate, url: a, stall: ten}\n"))
                .hasMessage("capture.yaml: cameras[0].stall: 'ten' is not a number");
        assertThatThrownBy(() -> capture("cameras:\n- {name: gate, url: a, stall: 'rtsp://u:it''s secret@h/1'}\n"))
                .hasMessage("capture.yaml: cameras[0].stall: 'rtsp://***@h/1' is not a number");
        assertThatThrownBy(() -> capture("cameras: ['rtsp://u:secret@h/1']\n"))
                .hasMessage(
                        "capture.yaml: cameras[0]: is not NAME=URL, NAME=FILE or a map of keys, such as name and url");
        assertThatThrownBy(() -> read("log: xml\n"))
                .hasMessageEndingWith("process.yaml: log: 'xml' is not a log format; there are text and json");
    }

    @Test
    void whatIsNotYamlAndWhatIsNotThereSaySo() {
        assertThatThrownBy(() -> read("threads: [1\n"))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("process.yaml:2: not YAML: expected ',' or ']', but got <stream end>");
        assertThatThrownBy(() -> read("threads: 1\n\tstate: a\n"))
                .hasMessageMatching(".*process.yaml:2: not YAML: found character '.*' that cannot start any token.*");
        assertThatThrownBy(() -> read("threads: 1\nthreads: 2\n"))
                .hasMessageEndingWith("process.yaml:2: the key 'threads' is there twice");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml"), List.of(), ProcessConfig.class))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.yaml: no such file");
    }

    @Test
    void aSectionMayBeItsMainKeysValueAsItsOptionIs() throws IOException {
        assertThat(read("model: gate.onnx\noverload: newest=2s\n", Setting.parse("model.score=0.5")))
                .satisfies(config -> assertThat(config.model().file()).isEqualTo("gate.onnx"))
                .satisfies(config -> assertThat(config.model().score()).isEqualTo(0.5f))
                .satisfies(
                        config -> assertThat(config.overload().of("a")).isEqualTo(new Newest(Duration.ofSeconds(2))));
        assertThat(read("model: {score: 0.3}\n", Setting.parse("model=yard.onnx"))
                        .model())
                .isEqualTo(new ModelConfig("yard.onnx", 0.25f, 0.45f, null, "auto", "auto", "auto"));
    }

    @Test
    void aCameraMayBeWrittenAsOnTheCommandLine() {
        assertThat(capture("cameras: ['gate=rtsp://h/a?b=c', {name: dock, url: dock.mp4}]\n")
                        .cameras())
                .containsExactly(new CameraConfig("gate", "rtsp://h/a?b=c"), new CameraConfig("dock", "dock.mp4"));
    }

    @Test
    void theEnvironmentFillsInWhatIsNotForTheFile() {
        Map<String, String> environment = Map.of("PASSWORD", "a: 'b' {c} # ${D}", "N", "3", "POLICY", "sample=5");
        CaptureConfig capture = ConfigFile.parse(
                "capture.yaml",
                "cameras: [{name: gate, url: 'rtsp://h/', user: u, password: '${PASSWORD}'}, {name: 'a$${N}', url: b}]"
                        .getBytes(StandardCharsets.UTF_8),
                List.of(),
                CaptureConfig.class,
                environment);
        assertThat(capture.cameras()).extracting(CameraConfig::password).containsExactly("a: 'b' {c} # ${D}", null);
        assertThat(capture.cameras()).extracting(CameraConfig::name).containsExactly("gate", "a${N}");
        ProcessConfig process = ConfigFile.parse(
                "process.yaml",
                "threads: ${N}\noverload: ${POLICY}\nstate: /a/${N}/b\n".getBytes(StandardCharsets.UTF_8),
                List.of(),
                ProcessConfig.class,
                environment);
        assertThat(process.threads()).isEqualTo(3);
        assertThat(process.overload().fallback()).isEqualTo(new Sample(5));
        assertThat(process.state()).isEqualTo("/a/3/b");
        assertThatThrownBy(() -> capture("cameras: [{name: gate, url: 'rtsp://u:${LYNCEUS_NO_SUCH}@h/'}]"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("capture.yaml: cameras[0].url: the environment has no LYNCEUS_NO_SUCH");
    }

    private static CaptureConfig capture(String text) {
        return ConfigFile.parse("capture.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(), CaptureConfig.class);
    }

    @Test
    void anAddressInBracketsIsNoList() throws IOException {
        assertThat(read("", new Setting("--http", "http", "[::1]:8080")).http()).isEqualTo("[::1]:8080");
        assertThat(read("", new Setting("--bootstrap", "bootstrap", "[::1]:9092,[fd00::2]:9092"))
                        .servers())
                .contains("[::1]:9092", "[fd00::2]:9092");
    }

    private ProcessConfig read(String text, Setting... settings) throws IOException {
        return ConfigFile.read(
                Files.writeString(folder.resolve("process.yaml"), text), List.of(settings), ProcessConfig.class);
    }
}
