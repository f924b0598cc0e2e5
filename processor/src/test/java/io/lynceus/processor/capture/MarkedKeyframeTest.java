package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedKeyframeTest {
    @TempDir
    Path folder;

    /** Without its end an AVI file has no index, and its container calls each packet a keyframe. */
    @ParameterizedTest
    @ValueSource(strings = {"msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "mpeg4"})
    void anAviFileThatBreaksOffHasTheKeyframesOfTheWholeFile(String encoder) throws IOException {
        Path whole = TestClips.write(folder.resolve("whole.avi"), 160, 96, 40, encoder);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(bytes, bytes.length * 3 / 4));

        List<Boolean> some = keyframes(cut);
        assertThat(some).hasSizeGreaterThan(20).containsSequence(true, false);
        assertThat(keyframes(whole)).startsWith(some.toArray(Boolean[]::new));
    }

    @Test
    void whatAnotherCodecsContainerMarksIsBelieved() {
        assertThat(MarkedKeyframe.isPossible("mjpeg", new byte[] {-1})).isTrue();
        assertThat(MarkedKeyframe.isPossible("wmv2", new byte[0])).isTrue();
    }

    private static List<Boolean> keyframes(Path file) {
        List<Boolean> all = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(file.toString(), Duration.ofMinutes(1))) {
            for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                all.add(packet.keyframe());
            }
        }
        return all;
    }
}
