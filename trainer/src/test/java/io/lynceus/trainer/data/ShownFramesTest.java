package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;

import io.lynceus.vision.pixels.EditedMovie;
import io.lynceus.vision.pixels.EditedMovie.Shown;
import io.lynceus.vision.pixels.TestVideo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames of a video are those that a player shows, and that the processor detects on. */
class ShownFramesTest {
    @TempDir
    Path folder;

    private static List<Frame> all(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = FrameSource.open(file, 64, 64)) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void whatAnEditListLeavesOutIsNoFrame() {
        Path movie = new TestVideo("mpeg4", "yuv420p")
                .encoder(context -> context.max_b_frames(2))
                .write(folder.resolve("clip.mp4"), 64, 48, 60);
        EditedMovie.of(movie, new Shown(4 * 1024, 1000), new Shown(37 * 1024, 1500));
        List<Frame> frames = all(movie);
        assertThat(frames).hasSize(25);
        assertThat(frames.get(0).pts()).isZero();
        assertThat(frames).extracting(Frame::pts).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "mpeg4, yuv420p, avi",
        "rawvideo, pal8, avi",
        "rawvideo, yuyv422, avi",
        "utvideo, gbrp, avi",
        "qtrle, gray, mov"
    })
    void everyFrameIsThereInItsOrder(String encoder, String pixels, String ending) {
        Path clip = new TestVideo(encoder, pixels)
                .encoder(context -> context.max_b_frames(encoder.equals("mpeg4") ? 2 : 0))
                .write(folder.resolve("clip." + ending), 64, 48, 20);
        List<Frame> frames = all(clip);
        assertThat(frames).hasSize(20);
        assertThat(frames)
                .extracting(Frame::pts)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(0L);
    }

    @Test
    void whatTheContainerCutsOffIsNotShown() {
        Path clip = new TestVideo("ffv1", "yuv420p")
                .beside(AV_PKT_DATA_FRAME_CROPPING, 4, 12, 16, 16)
                .write(folder.resolve("clip.mkv"), 64, 48, 3);
        assertThat(all(clip)).hasSize(3).allSatisfy(frame -> {
            assertThat(frame.inner().width()).isEqualTo(64);
            assertThat(frame.inner().height()).isEqualTo(64);
        });
    }
}
