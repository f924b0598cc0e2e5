package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTest {
    @Test
    void versionsAreReadAsTheirMakersCount() {
        assertThat(Card.cudaVersion(13010)).isEqualTo("13.1");
        assertThat(Card.cudaVersion(12080)).isEqualTo("12.8");
        assertThat(Card.tensorRtVersion(101501)).isEqualTo("10.15.1");
        assertThat(Card.tensorRtVersion(110201)).isEqualTo("11.2.1");
    }
}
