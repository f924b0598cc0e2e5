package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DetectProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long seconds = 100;

    @Test
    void withoutATerminalThereIsALineEveryTenSeconds() {
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (DetectProgress progress =
                new DetectProgress("a.mp4", 5_000, err, false, () -> TimeUnit.SECONDS.toNanos(seconds))) {
            for (int frame = 1; frame <= 1_250; frame++) {
                seconds = 100 + frame / 50;
                progress.done(frame);
            }
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "detect: a.mp4, 5000 frames...",
                        "detect: 500 of 5,000 frames, 50.0/s",
                        "detect: 1,000 of 5,000 frames, 50.0/s");
    }
}
