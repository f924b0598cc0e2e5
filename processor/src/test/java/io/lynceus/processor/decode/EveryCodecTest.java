package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.PlainFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decoder at the other end of a topic makes of every codec what FFmpeg makes of it beside the demuxer. */
class EveryCodecTest {
    private static final int FRAMES = 9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.lynceus.processor.decode.CodecKind#all")
    void isDecodedAsBesideTheDemuxer(CodecKind kind) {
        Path file = kind.write(folder, FRAMES);
        List<Integer> wanted = PlainFrames.of(file, DecodeRun::digest);
        assertThat(wanted).hasSize(FRAMES);
        Clip clip = Clip.read(file);
        Map<Long, DecodeRun.Outcome> outcomes = DecodeRun.of(clip.format(), List.copyOf(clip.packets()));
        List<Integer> pictures = DecodeRun.pictures(outcomes).stream()
                .map(tag -> Objects.requireNonNull(
                        Objects.requireNonNull(outcomes.get(tag)).picture()))
                .toList();
        assertThat(pictures).as("%s", outcomes).isEqualTo(wanted);
    }
}
