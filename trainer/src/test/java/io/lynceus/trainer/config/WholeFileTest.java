package io.lynceus.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesTheText() {
        Path file = folder.resolve("results.csv");
        WholeFile.write(file, "one\ntwo\n");
        WholeFile.write(file, "eins\n");

        assertThat(file).hasContent("eins\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void aFullDiskLeavesTheTextOfBefore() throws IOException {
        Path file = folder.resolve("results.csv");
        WholeFile.write(file, "one\n");
        Files.createSymbolicLink(folder.resolve("results.csv.partial"), Path.of("/dev/full"));

        assertThatThrownBy(() -> WholeFile.write(file, "two\n"))
                .isInstanceOf(RunError.class)
                .hasMessage(file + ": cannot be written: No space left on device");
        assertThat(file).hasContent("one\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }
}
