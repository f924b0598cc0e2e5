package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import org.junit.jupiter.api.Test;

class CardTest {
    @Test
    void aTensorRtOlderThanTheBindingsIsNotCalled() {
        assertThatThrownBy(() -> Card.checkTensorRt(101400, 101501))
                .isInstanceOf(RunError.class)
                .hasMessage("TensorRT 10.14.0 is installed, wanted: 10.15 or a later 10");
        assertThatCode(() -> {
                    Card.checkTensorRt(101500, 101501);
                    Card.checkTensorRt(101600, 101501);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void versionsAreReadAsTheirMakersCount() {
        assertThat(Card.cudaVersion(13010)).isEqualTo("13.1");
        assertThat(Card.cudaVersion(12080)).isEqualTo("12.8");
        assertThat(Card.tensorRtVersion(101501)).isEqualTo("10.15.1");
        assertThat(Card.tensorRtVersion(110201)).isEqualTo("11.2.1");
    }
}
