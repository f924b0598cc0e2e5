package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageConfigTest {
    /** It would show everybody. */
    @Test
    void aClassThatTheModelDoesNotKnowIsNotBlurredInSilence() {
        PageConfig page = new PageConfig(null, Map.of("gate", List.of("car", "Person")), null, null);
        assertThatThrownBy(() -> page.check(new ModelClasses(List.of("person", "car"))))
                .isInstanceOf(UserError.class)
                .hasMessage("page.blur.gate: the model has no class 'Person' (did you mean person?)");
        page.check(new ModelClasses(List.of("Person", "car")));
    }
}
