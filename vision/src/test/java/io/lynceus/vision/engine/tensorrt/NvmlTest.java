package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of a build or machine without NVIDIA's library. */
class NvmlTest {
    @Test
    void withoutTheLibraryNothingIsSaidAndNothingFails() {
        assertThat(Nvml.of(new Card("a card", "9.0", "13.0", "13.0", ""))).isNull();
    }
}
