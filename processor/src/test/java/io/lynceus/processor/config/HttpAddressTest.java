package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @Test
    void aPortAloneIsOneOfThisMachine() {
        assertThat(HttpAddress.parse("8088")).isEqualTo(new HttpAddress("127.0.0.1", 8088));
    }

    @Test
    void hostAndPortAreReadAndWrittenAlike() {
        for (String text : List.of("0.0.0.0:0", "[::1]:8088", "camera-host.local:65535")) {
            assertThat(HttpAddress.parse(text)).hasToString(text);
        }
        assertThat(HttpAddress.parse("[::1]:1").host()).isEqualTo("::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":8088", "host", "host:", "host:-1", "host:65536", "70000", "::1:80", "http://h:80", "a b:80"
            })
    void allElseIsRefusedWithTheKey(String text) {
        assertThatThrownBy(() -> HttpAddress.parse(text))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("http: ");
    }

    @Test
    void aFileMayNameAPortAsANumber() {
        CaptureConfig capture = ConfigFile.parse(
                "cameras.yaml",
                "http: 8088".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                List.of(),
                CaptureConfig.class);
        assertThat(capture.http()).isEqualTo("8088");
    }

    @Test
    void whereMetricsGoIsAnUrlAndItsPasswordIsNotShown() {
        assertThatThrownBy(() -> ConfigFile.read(
                        null, List.of(Setting.parse("otlp=ftp://me:secret@collector/v1")), ProcessConfig.class))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("otlp")
                .hasMessageNotContaining("secret");
    }
}
