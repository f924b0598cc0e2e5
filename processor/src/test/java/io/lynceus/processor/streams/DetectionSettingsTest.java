package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectionSettingsTest {
    @Test
    void anApplicationIdThatWouldLeadOutOfTheStateFolderIsRefusedByName() {
        for (String bad : List.of("", "..", ".", "../elsewhere", "/etc", "a b", "a\nb", "x".repeat(101))) {
            assertThatThrownBy(() -> settings(bad, null))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("application id '" + bad + "'");
        }
        assertThat(settings("lynceus-detect_2.1", null).applicationId()).isEqualTo("lynceus-detect_2.1");
    }

    @Test
    void soIsAnInstancesName() {
        assertThatThrownBy(() -> settings("app", "../elsewhere"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--instance ../elsewhere");
    }

    private static DetectionSettings settings(String application, @Nullable String instance) {
        return new DetectionSettings(Broker.at("nowhere:1"), application, 1, Path.of("state"), instance, Overload.NONE);
    }
}
