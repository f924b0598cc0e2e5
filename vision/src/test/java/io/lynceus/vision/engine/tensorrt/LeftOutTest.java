package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.junit.jupiter.api.Test;

class LeftOutTest {
    /** As the presets' classes are: made ready by loading a library, which is nowhere. */
    @Properties(@Platform(library = "jninowhere"))
    static final class Preset {
        static final String LOADED = String.valueOf(Loader.load(Preset.class));

        private Preset() {}
    }

    @Test
    void aClassIsReadyWithoutItsLibraryWhichIsLookedForLater() {
        try (LeftOut leftOut = new LeftOut("jninowhere")) {
            assertThat(Preset.LOADED).isEqualTo("null");
        }
        assertThatThrownBy(() -> Loader.load(Preset.class))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("jninowhere");
    }
}
