package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.schemas.avro.FrameDetections;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {
    @Test
    void ourClassesAreTrustedOnceOneOfThemIsUsedAndNoOthersAre() {
        FrameDetections.newBuilder();
        assertThatCode(() -> ClassSecurityValidator.validate(FrameDetections.class))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class))
                .isInstanceOf(SecurityException.class);
    }
}
