package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.PacketReader;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.EditedMovie;
import io.lynceus.vision.pixels.EditedMovie.Shown;
import io.lynceus.vision.pixels.PlainFrames;
import io.lynceus.vision.pixels.TestVideo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten pictures a second: what an edit list leaves out is decoded and not shown. */
class EditListTest {
    private static final int FRAMES = 60;
    /** Units of the track's time scale in a picture. */
    private static final int TICKS = 1024;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theFirstPicturesAreSkippedAndTheRestShown(int bFrames) {
        Path movie = movie(bFrames, new Shown(20 * TICKS, 4000));
        List<FrameDetections> events = process(movie);
        assertThat(of(events, FrameStatus.DETECTED)).hasSize(40);
        assertThat(of(events, FrameStatus.SKIPPED))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.getReason()).isEqualTo("not shown: the container's edit list leaves it out"));
        FrameDetections first = of(events, FrameStatus.DETECTED).get(0);
        assertThat(first.getPts()).isZero();
        // With B-frames the first packet is not the first picture.
        Instant opened = Instant.ofEpochSecond(1_000);
        assertThat(first.getCaptureTime()).isBetween(opened.minusMillis(100L * bFrames), opened);
        assertShowsWhatFFmpegShows(movie, events);
    }

    @Test
    void twoStretchesAreShownOneAfterTheOther() {
        Path movie = movie(2, 40, new Shown(4 * TICKS, 1000), new Shown(37 * TICKS, 1500));
        List<FrameDetections> events = process(movie);
        assertThat(of(events, FrameStatus.DETECTED))
                .extracting(event -> event.getPts() / TICKS)
                .as("the pictures between, which go back for seconds, leave the times alone")
                .isEqualTo(LongStream.range(0, 25).boxed().toList());
        assertThat(of(events, FrameStatus.DECODE_ERROR)).isEmpty();
        assertThat(events.stream().map(FrameDetections::getEpoch).distinct())
                .as("a film that goes on elsewhere is no new connection")
                .hasSize(1);
        assertShowsWhatFFmpegShows(movie, events);
    }

    @Test
    void aFilmThatIsShownInPartIsNotCutShort() {
        Path movie = movie(0, new Shown(20 * TICKS, 2000));
        try (PacketReader reader = PacketReader.open(movie.toString(), Duration.ofMinutes(5))) {
            assertThat(reader.announcedFrames()).isEqualTo(20);
            while (reader.read() != null) {
                // to the end
            }
            assertThat(reader.truncation()).isNull();
        }
    }

    private static void assertShowsWhatFFmpegShows(Path movie, List<FrameDetections> events) {
        List<Float> wanted = PlainFrames.of(movie, EditListTest::score);
        assertThat(of(events, FrameStatus.DETECTED))
                .extracting(event -> event.getDetections().get(0).getScore())
                .isEqualTo(wanted);
    }

    private static float score(DecodedFrame frame) {
        return new MeanDetector().detect(frame).get(0).score();
    }

    private static List<FrameDetections> of(List<FrameDetections> events, FrameStatus status) {
        return events.stream().filter(event -> event.getStatus() == status).toList();
    }

    private Path movie(int bFrames, Shown... stretches) {
        return movie(bFrames, 8, stretches);
    }

    private Path movie(int bFrames, int group, Shown... stretches) {
        Path file = new TestVideo("mpeg4", "yuv420p")
                .encoder(context -> {
                    context.max_b_frames(bFrames);
                    context.gop_size(group);
                })
                .write(folder.resolve("clip.mp4"), 64, 48, FRAMES);
        return EditedMovie.of(file, stretches);
    }

    private List<FrameDetections> process(Path movie) {
        List<EncodedPacket> packets = Clip.packets(movie, "cam", 1_000);
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder.resolve("state"))) {
            return bench.send(packets);
        }
    }
}
