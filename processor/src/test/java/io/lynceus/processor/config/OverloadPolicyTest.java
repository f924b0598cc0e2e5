package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "every-frame, every-frame",
        "newest=2s, newest=2s",
        "newest=2000ms, newest=2s",
        "newest=1.5s, newest=1500ms",
        "newest=90s, newest=90s",
        "newest=0.5h, newest=30m",
        "sample=5, sample=5",
        "sample=10.0, sample=10",
        "sample=0.1, sample=0.1",
    })
    void isReadAndSaysWhatItIs(String text, String same) {
        assertThat(OverloadPolicy.parse(text)).hasToString(same).isEqualTo(OverloadPolicy.parse(same));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "newest",
                "newest=",
                "newest=2",
                "newest=0s",
                "newest=-1s",
                "newest=99999999999h",
                "sample=0",
                "sample=-1",
                "sample=NaN",
                "sample=1e9",
                "sample=all",
                "latest=2s"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> OverloadPolicy.parse(text)).isInstanceOf(UserError.class);
    }

    @Test
    void aCameraWithoutAPolicyOfItsOwnHasTheDefault() {
        OverloadPolicy sample = OverloadPolicy.parse("sample=1");
        Overload overload = new Overload(null, Map.of("gate", sample));
        assertThat(overload.of("gate")).isEqualTo(sample);
        assertThat(overload.of("yard")).isEqualTo(OverloadPolicy.EVERY_FRAME);
        assertThat(Overload.all(sample).of("yard")).isEqualTo(sample);
    }
}
