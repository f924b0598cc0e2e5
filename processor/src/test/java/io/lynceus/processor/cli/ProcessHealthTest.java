package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.ops.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessHealthTest {
    @Test
    void whileItStartsItIsAliveAndNotReady() {
        ProcessHealth health = new ProcessHealth();
        assertThat(troubles(health.live())).isEmpty();
        assertThat(troubles(health.ready())).containsExactly("detection starts");
    }

    private static List<String> troubles(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.trouble().get() != null)
                .map(check -> check.name() + " " + check.trouble().get())
                .toList();
    }
}
