package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.pixels.PlainFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-frames that others build on, in a stream that does not say how many pictures are to be held back. */
class PyramidTest {
    @TempDir
    Path folder;

    @Test
    void everyPictureIsWholeAndInOrderFromTheFirstOn() {
        Path file = WithoutVui.of(CodecClip.H264_OPEN_GOP.in(folder));
        Clip clip = Clip.read(file);
        StreamFormat format = clip.format();
        assertThat(Objects.requireNonNull(format.parameters()).videoDelay()).isEqualTo(2);
        Map<Long, DecodeRun.Outcome> outcomes = DecodeRun.of(format, List.copyOf(clip.packets()));
        assertThat(outcomes.values()).allMatch(outcome -> outcome.picture() != null);
        assertThat(outcomes.values())
                .extracting(DecodeRun.Outcome::picture)
                .isEqualTo(PlainFrames.of(file, DecodeRun::digest));
        List<Long> times = DecodeRun.pictures(outcomes).stream()
                .map(tag -> clip.packets().get(tag.intValue()))
                .map(Packet::pts)
                .toList();
        assertThat(times).isSorted();
    }
}
