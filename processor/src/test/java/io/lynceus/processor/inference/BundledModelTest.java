package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.model.ModelCard;
import org.junit.jupiter.api.Test;

class BundledModelTest {
    private final EngineSettings settings = DetectorSettings.defaults().engine();

    @Test
    void theOneInEightBitsIsTheOtherButForItsNumbers() {
        try (OnnxEngine exact = OnnxEngine.open(BundledModel.read(), settings);
                OnnxEngine fast = OnnxEngine.open(BundledModel.inEightBits(), settings)) {
            ModelCard one = exact.model();
            ModelCard other = fast.model();
            assertThat(one.precision()).isEqualTo("fp32");
            assertThat(other.precision()).isEqualTo("int8");
            assertThat(other.name()).isEqualTo(one.name());
            assertThat(other.version()).isEqualTo(one.version());
            assertThat(other.input()).isEqualTo(one.input());
            assertThat(other.names()).isEqualTo(one.names());
        }
        assertThat(BundledModel.inEightBits().bytes().length)
                .isLessThan(BundledModel.read().bytes().length / 3);
    }
}
