package io.lynceus.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputSizeTest {
    @Test
    void sizesAreReadAsTheEcosystemWritesThem() {
        assertThat(InputSize.parse("[384, 640]")).isEqualTo(new InputSize(384, 640));
        assertThat(InputSize.parse("(384, 640)")).isEqualTo(new InputSize(384, 640));
        assertThat(InputSize.parse("[640]")).isEqualTo(new InputSize(640, 640));
        assertThat(InputSize.parse("640")).isEqualTo(new InputSize(640, 640));
    }

    @Test
    void whatIsNoSizeSaysNothing() {
        for (String text :
                new String[] {"", "[]", "[0, 640]", "-640", "99999999999", "[1, 2, 3]", "large", "[640", "{}"}) {
            assertThat(InputSize.parse(text)).as(text).isNull();
        }
        assertThat(InputSize.parse(null)).isNull();
    }
}
