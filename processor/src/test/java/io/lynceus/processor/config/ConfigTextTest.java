package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    @Test
    void everyKeyHasOneLineWithItsValueAndWhatItIsFor() {
        List<String> lines = ConfigText.lines(ConfigFile.read(
                null, List.of(Setting.parse("threads=2"), Setting.parse("model.score=0.5")), ProcessConfig.class));
        assertThat(lines).hasSameSizeAs(ConfigKey.of(ProcessConfig.class));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).matches("threads: 2 +# stream threads.*\\(--threads\\)"))
                .anySatisfy(line -> assertThat(line).matches(" {2}score: 0\\.5 +# boxes must score more.*"))
                .anySatisfy(line -> assertThat(line).matches("# instance: NAME +# this instance's name.*"))
                .contains("model:");
    }

    @Test
    void everyKeyButASectionIsExplained() {
        for (Class<?> type : List.of(ProcessConfig.class, CaptureConfig.class)) {
            assertThat(ConfigKey.of(type))
                    .allSatisfy(key ->
                            assertThat(key.about() != null).as(key.path()).isNotEqualTo(key.isSection()));
        }
    }

    @Test
    void whatIsPrintedIsReadBackAsTheSame() {
        ProcessConfig process = ConfigFile.read(
                null,
                List.of(
                        Setting.parse("instance=007"),
                        Setting.parse("state=/a folder/# 1: x"),
                        Setting.parse("applicationId=yes"),
                        Setting.parse("overload={default: newest=2s, cameras: {gate.north: sample=0.5}}")),
                ProcessConfig.class);
        assertThat(process.overload().cameras()).isEqualTo(Map.of("gate.north", new OverloadPolicy.Sample(0.5)));
        assertThat(again(process, ProcessConfig.class)).isEqualTo(process);
        CaptureConfig capture = ConfigFile.read(
                null,
                List.of(Setting.parse(
                        "cameras=[{name: gate, url: 'rtsp://10.0.0.7/1', stall: 20}, {name: a, url: b}]")),
                CaptureConfig.class);
        assertThat(capture.cameras()).hasSize(2);
        assertThat(again(capture, CaptureConfig.class)).isEqualTo(capture);
    }

    @Test
    void thePasswordOfACameraIsLeftOut() {
        CaptureConfig capture = ConfigFile.read(
                null,
                List.of(Setting.parse("cameras=[{name: a, url: 'rtsp://u:secret@h/1'}, {name: b, url: 'rtsp://h/2',"
                        + " user: u, password: secret}]")),
                CaptureConfig.class);
        assertThat(String.join("\n", ConfigText.lines(capture)))
                .contains("rtsp://***@h/1", "rtsp://h/2")
                .doesNotContain("secret");
    }

    private static <T extends Record> T again(T config, Class<T> type) {
        String text = String.join("\n", ConfigText.lines(config));
        return ConfigFile.parse("printed", text.getBytes(StandardCharsets.UTF_8), List.of(), type);
    }
}
