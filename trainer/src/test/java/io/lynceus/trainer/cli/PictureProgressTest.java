package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PictureProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seconds = 100;

    @Test
    void withoutATerminalThereIsALineEveryTenSeconds() {
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (PictureProgress progress =
                new PictureProgress("validate", 0, err, false, () -> TimeUnit.SECONDS.toNanos(seconds))) {
            for (int picture = 1; picture <= 1_250; picture++) {
                seconds = 100 + picture / 50;
                progress.done(picture);
            }
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("validate: pictures...", "validate: 500 pictures", "validate: 1,000 pictures");
    }
}
