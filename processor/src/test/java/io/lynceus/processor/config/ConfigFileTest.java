package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.OverloadPolicy.Newest;
import io.lynceus.processor.config.OverloadPolicy.Sample;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
                applicationId: gates
                threads: 3
                state: /var/lib/lynceus
                model:
                  file: gate.onnx
                  score: 0.4
                  iou: 0.5
                overload:
                  default: newest=1.5s
                  cameras:
                    gate: sample=0.5
                    yard: every-frame
                """);
        assertThat(config)
                .isEqualTo(new ProcessConfig(
                        "broker:9092",
                        "gates",
                        3,
                        "/var/lib/lynceus",
                        new ProcessConfig.ModelConfig("gate.onnx", 0.4f, 0.5f),
                        new Overload(
                                new Newest(Duration.ofMillis(1500)),
                                Map.of("gate", new Sample(0.5), "yard", OverloadPolicy.EVERY_FRAME))));
    }

    @Test
    void whatTheFileLeavesOutIsNull() throws IOException {
        assertThat(read("")).isEqualTo(ProcessConfig.empty());
        assertThat(read("threads: 2\n")).isEqualTo(new ProcessConfig(null, null, 2, null, null, null));
    }

    @Test
    void anUnknownKeyIsNamedWithFileAndPath() {
        assertThatThrownBy(() -> read("threads: 2\nmodel:\n  fle: a.onnx\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("process.yaml: unknown key 'model.fle'; known here: file, iou, score");
    }

    @Test
    void aValueOutOfRangeIsNamed() {
        assertThatThrownBy(() -> read("threads: 0\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("process.yaml")
                .hasMessageContaining("threads: 0 is less than 1");
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
                .hasMessageContaining("unknown key 'overload.camera'; known here: cameras, default");
    }

    @Test
    void aValueOfTheWrongKindIsNamed() {
        assertThatThrownBy(() -> read("threads: many\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("process.yaml: threads: ");
    }

    @Test
    void whatIsNotYamlAndWhatIsNotThereSaySo() {
        assertThatThrownBy(() -> read("threads: [1\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("none.yaml"), ProcessConfig.class))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.yaml: no such file");
    }

    private ProcessConfig read(String text) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("process.yaml"), text), ProcessConfig.class);
    }
}
