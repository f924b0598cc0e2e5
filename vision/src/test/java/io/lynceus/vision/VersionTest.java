package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void isANumber() {
        assertThat(Version.text()).matches("lynceus \\d+\\.\\d+\\.\\d+\\S*");
    }
}
