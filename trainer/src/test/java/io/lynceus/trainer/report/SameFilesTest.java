package io.lynceus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameFilesTest {
    @TempDir
    private Path folder;

    private Path file(String name, int at, int value) throws IOException {
        byte[] bytes = new byte[40_000];
        bytes[at] = (byte) value;
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void filesOfOneSizeAreTheSameOnlyWhereEachByteIs() throws IOException {
        Path one = file("one", 0, 1);
        Path start = file("start", 0, 2);
        Path middle = file("middle", 20_000, 1);
        Path again = file("again", 0, 1);
        Path other = file("other", 0, 2);
        List<Path> all = List.of(one, start, middle, again);

        assertThat(SameFiles.find(all, all)).containsExactly(new SameFiles.Pair(one, again));
        assertThat(SameFiles.find(all, List.of(other))).containsExactly(new SameFiles.Pair(start, other));
    }
}
