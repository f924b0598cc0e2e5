package io.lynceus.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** OPERATIONS.md has the keys as the code has them. What it should hold is in the message when it does not. */
class ConfigPageTest {
    private static final Path PAGE = Path.of("..", "OPERATIONS.md");

    @Test
    void thePageHasTheKeysOfProcess() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table(ProcessConfig.class));
    }

    @Test
    void thePageHasTheKeysOfCapture() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table(CaptureConfig.class));
    }

    private static String table(Class<? extends Record> type) {
        return "| key | option | meaning |\n| --- | --- | --- |\n"
                + ConfigKey.of(type).stream()
                        .filter(key -> !key.isSection())
                        .map(ConfigPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(ConfigKey key) {
        Key about = key.about();
        if (about == null) {
            throw new IllegalStateException(key.path() + " has no annotation");
        }
        String option = about.option().isEmpty() ? "" : "`" + about.option() + "`";
        return "| `" + key.path() + "` | " + option + " | " + about.value() + " |\n";
    }
}
