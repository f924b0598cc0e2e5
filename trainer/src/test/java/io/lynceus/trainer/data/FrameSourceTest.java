package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.UserError;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSourceTest {
    @TempDir
    private Path folder;

    private static List<Frame> all(Path path, int width, int height) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = FrameSource.open(path, width, height)) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void givesEveryFrameOfAVideoThoseHeldBackToTheEndToo() {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 20);

        List<Frame> frames = all(clip, 64, 64);

        assertThat(frames).hasSize(20);
        for (Frame frame : frames) {
            assertThat(Drawn.rgb(frame.letterbox().pad(frame.inner()), 32, 32)[1])
                    .as(frame.id())
                    .isCloseTo(Clip.grey(frame.index()), within(4));
            assertThat(Drawn.rgb(frame.letterbox().pad(frame.inner()), 32, 7)).containsExactly(114, 114, 114);
        }
        assertThat(frames.get(19).id()).isEqualTo("clip.mp4#20");
        assertThat(frames.get(2).pts()).isGreaterThan(frames.get(1).pts());
    }

    @Test
    void givesWhatATruncatedVideoHolds() throws IOException {
        byte[] whole = Files.readAllBytes(Clip.write(folder.resolve("clip.avi"), 20));
        String bytes = new String(whole, StandardCharsets.ISO_8859_1);
        int middle = (bytes.indexOf("movi") + bytes.lastIndexOf("idx1")) / 2;
        Path cut = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(whole, middle));

        assertThat(all(cut, 64, 64)).hasSizeBetween(1, 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "jpg"})
    void readsPictures(String type) throws IOException {
        Color left = new Color(200, 40, 60);
        Path file = Drawn.halves(folder.resolve("100%d." + type), 64, 32, left, Color.WHITE);

        Frame frame = all(file, 64, 64).get(0);

        assertThat(frame.letterbox().top()).isEqualTo(16);
        int[] rgb = Drawn.rgb(frame.letterbox().pad(frame.inner()), 8, 32);
        assertThat(rgb[0]).isCloseTo(200, within(4));
        assertThat(rgb[1]).isCloseTo(40, within(4));
        assertThat(rgb[2]).isCloseTo(60, within(4));
        assertThat(Drawn.rgb(frame.letterbox().pad(frame.inner()), 60, 32)).containsExactly(255, 255, 255);
    }

    @Test
    void readsWebP() throws IOException {
        byte[] pixel = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

        assertThat(all(Files.write(folder.resolve("a.webp"), pixel), 32, 32)).hasSize(1);
    }

    @Test
    void goesThroughAFolderByNameAndLeavesOutWhatIsBroken() throws IOException {
        Drawn.plain(folder.resolve("b.png"));
        Drawn.plain(folder.resolve("sub/c.jpg"));
        Drawn.plain(folder.resolve("a.bmp"));
        Files.writeString(folder.resolve("aa.png"), "not a picture, but it is long enough to be one");
        Files.writeString(folder.resolve("notes.txt"), "x");

        assertThat(all(folder, 32, 32)).extracting(Frame::id).containsExactly("a.bmp", "b.png", "sub/c.jpg");
    }

    @Test
    void whatIsLeftOutIsSaidOnceThoughItIsReadASecondTimeToBeShown() throws IOException {
        Drawn.plain(folder.resolve("a.bmp"));
        Files.writeString(folder.resolve("aa.png"), "not a picture, but it is long enough to be one");
        Files.writeString(folder.resolve("clip.xyz"), "x");

        try (Logged log = new Logged();
                FrameSource source = FrameSource.open(folder, 32, 32);
                FrameSource shown = source.shown()) {
            assertThat(source.next()).isNotNull();
            assertThat(shown.next()).isNotNull();
            assertThat(source.next()).isNull();
            assertThat(shown.next()).isNull();

            assertThat(log.warnings())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("1 .xyz"))
                    .anyMatch(line -> line.contains("aa.png"));
        }
    }

    @Test
    void whatIsNoTextIsNotShownAsTheReason() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "ab\u0000\u0007 bytes of something else");

        assertThatThrownBy(() -> FrameSource.open(list, 32, 32))
                .isInstanceOf(UserError.class)
                .hasMessage(list + ": no list of pictures: a line of it can be no file's name");
    }

    @Test
    void aNameMayHaveAColonAndAPercentSign() throws IOException {
        Path picture = Drawn.plain(folder.resolve("cam:1%d.png"));
        Path clip = Clip.write(folder.resolve("clip.mp4"), 3);
        Path named = Files.move(clip, folder.resolve("12:30:00%d.mp4"));

        assertThat(all(picture, 32, 32)).extracting(Frame::file).containsExactly(picture);
        assertThat(all(named, 32, 32)).hasSize(3).extracting(Frame::file).containsOnly(named);
    }

    @Test
    void saysInOneLineWhatCannotBeRead() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "this is not a video");
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThatThrownBy(() -> all(folder.resolve("gone.mp4"), 32, 32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gone.mp4: no such file");
        assertThatThrownBy(() -> all(text, 32, 32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("notes.mp4: not a video that FFmpeg can read: ");
        assertThatThrownBy(() -> all(empty, 32, 32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no pictures");
    }
}
