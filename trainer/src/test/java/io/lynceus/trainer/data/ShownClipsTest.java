package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.CroppedClip;
import io.lynceus.vision.pixels.ShownClip;
import io.lynceus.vision.pixels.ShownClips;
import io.lynceus.vision.pixels.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownClipsTest {
    @TempDir
    private Path folder;

    @Test
    void theNetworkIsGivenWhatAPlayerShows() throws IOException {
        List<ShownClip> clips = new ArrayList<>(ShownClips.make(folder));
        clips.add(CroppedClip.make(folder));
        assertThat(clips).hasSizeGreaterThan(200);
        Set<List<Object>> kinds = new HashSet<>();
        SoftAssertions all = new SoftAssertions();
        for (ShownClip clip : clips) {
            kinds.add(kind(clip));
            try (FrameSource source = FrameSource.open(clip.file(), clip.width(), clip.height())) {
                Frame frame = Objects.requireNonNull(source.next(), clip::name);
                all.assertThat(frame.letterbox().sourceWidth()).as(clip.name()).isEqualTo(clip.width());
                all.assertThat(clip.distance(clip.input(frame.source())))
                        .as(clip.name())
                        .isLessThanOrEqualTo(1.001);
            }
        }
        all.assertAll();
        assertThat(kinds).as("ways in which pictures are stored").hasSizeGreaterThan(200);
    }

    /** What the frame itself says, so that a fact that never came into the file counts for nothing. */
    private static List<Object> kind(ShownClip clip) {
        try (VideoReader reader = new VideoReader(clip.file())) {
            AVFrame frame = Objects.requireNonNull(reader.next());
            String codec = clip.name().split(" ")[0];
            return List.of(codec, frame.format(), frame.color_range(), frame.colorspace(), Turn.of(frame));
        }
    }
}
