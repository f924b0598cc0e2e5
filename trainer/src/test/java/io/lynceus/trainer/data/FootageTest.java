package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.vision.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FootageTest {
    private static final Path FOOTAGE = CacheFolder.path().resolve("vtest.avi");

    @Test
    void theDemoFootageHasTheFramesThatItsLabelsSpeakOf() {
        assumeTrue(Files.exists(FOOTAGE), "needs the footage: run ./lynceus footage");
        int frames = 0;
        try (VideoReader reader = new VideoReader(FOOTAGE)) {
            while (reader.next() != null) {
                frames++;
            }
        }

        assertThat(frames).isEqualTo(795);
        Path data = Files.exists(Path.of("data")) ? Path.of("data") : Path.of("trainer", "data");
        assertThat(DataFile.read(data.resolve("vtest.yaml")).names()).containsExactly("person", "car", "truck");
    }
}
