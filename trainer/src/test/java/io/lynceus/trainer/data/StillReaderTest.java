package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.pixels.FFmpegProgram;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.TiledAvif;
import io.lynceus.vision.pixels.Turn;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StillReaderTest {
    private static final String ENCODE = "-i FILE -frames:v 1 -c:v libaom-av1 -cpu-used 8 -crf 5 -pix_fmt yuv420p";
    private static final int TILE = 64;

    @TempDir
    private Path folder;

    private Path avif(String name, Color left, Color right) throws IOException {
        Path drawn = Drawn.halves(folder.resolve(name + ".png"), TILE, TILE, left, right);
        return FFmpegProgram.run(ENCODE, folder.resolve(name + ".avif"), drawn);
    }

    private static Picture read(Path file) throws IOException {
        return PictureReader.decode(file, frame -> {
            Turn turn = Turn.of(frame);
            try (Scaler scaler = new Scaler()) {
                return scaler.picture(frame, turn, turn.width(frame), turn.height(frame));
            }
        });
    }

    private static void is(Color wanted, Picture picture, int x, int y) {
        int[] found = Drawn.rgb(picture, x, y);
        int[] rgb = {wanted.getRed(), wanted.getGreen(), wanted.getBlue()};
        for (int i = 0; i < rgb.length; i++) {
            assertThat(found[i]).as("%d, %d", x, y).isBetween(rgb[i] - 12, rgb[i] + 12);
        }
    }

    @Test
    void aPictureInAContainerIsRead() throws IOException {
        Path file = Files.move(avif("a", Color.RED, Color.BLUE), folder.resolve("50%d: a.AVIF"));
        Picture picture = read(file);

        assertThat(picture.width()).isEqualTo(TILE);
        is(Color.RED, picture, 5, 30);
        is(Color.BLUE, picture, 60, 30);
        assertThat(PictureReader.isPicture(file)).isTrue();
    }

    @Test
    void tilesAreOnePictureCutToItsSizeAndTurned() throws IOException {
        byte[] left = Files.readAllBytes(avif("left", Color.RED, Color.GREEN));
        byte[] right = Files.readAllBytes(avif("right", Color.BLUE, Color.WHITE));
        Path level = Files.write(folder.resolve("level.heic"), TiledAvif.of(left, right, TILE, 120, 0));
        Path turned = Files.write(folder.resolve("turned.heic"), TiledAvif.of(left, right, TILE, 120, 3));

        Picture picture = read(level);
        assertThat(picture.width()).isEqualTo(120);
        assertThat(picture.height()).isEqualTo(TILE);
        is(Color.RED, picture, 5, 5);
        is(Color.GREEN, picture, 60, 60);
        is(Color.BLUE, picture, 70, 5);
        is(Color.WHITE, picture, 115, 60);
        Picture upright = read(turned);
        assertThat(upright.width()).isEqualTo(TILE);
        is(Color.RED, upright, 30, 5);
        is(Color.WHITE, upright, 30, 115);
    }

    @Test
    void whereNoTileLiesOnACanvasItIsBlack() throws IOException {
        byte[] left = Files.readAllBytes(avif("left", Color.RED, Color.GREEN));
        byte[] right = Files.readAllBytes(avif("right", Color.BLUE, Color.WHITE));
        byte[] whole = TiledAvif.overlaid(left, right, TILE, 200, 130);

        Picture picture = read(Files.write(folder.resolve("canvas.heic"), whole));

        assertThat(picture.width()).isEqualTo(200);
        is(Color.GREEN, picture, 60, 30);
        is(Color.BLACK, picture, 100, 30);
        is(Color.BLUE, picture, 135, 30);
        is(Color.BLACK, picture, 198, 30);
    }

    @Test
    void tilesOfAnotherPictureThanTheMainOneAreNotTaken() throws IOException {
        byte[] left = Files.readAllBytes(avif("left", Color.RED, Color.GREEN));
        byte[] right = Files.readAllBytes(avif("right", Color.BLUE, Color.WHITE));
        byte[] whole = TiledAvif.of(left, right, TILE, 2 * TILE, 0);
        int main = new String(whole, StandardCharsets.ISO_8859_1).indexOf("pitm") + 9;
        whole[main] = 2;

        Picture picture = read(Files.write(folder.resolve("plain.heic"), whole));

        assertThat(picture.width()).isEqualTo(TILE);
        is(Color.BLUE, picture, 5, 5);
    }

    @Test
    void ofTilesAllMustBeThere() throws IOException {
        byte[] left = Files.readAllBytes(avif("left", Color.RED, Color.GREEN));
        byte[] right = Files.readAllBytes(avif("right", Color.BLUE, Color.WHITE));
        byte[] whole = TiledAvif.of(left, right, TILE, 2 * TILE, 0);
        int places = new String(whole, StandardCharsets.ISO_8859_1).indexOf("iloc") + 12;
        int second = places + 14 + 6;
        ByteBuffer.wrap(whole).putInt(second, 1 << 30);
        Path file = Files.write(folder.resolve("half.heic"), whole);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("cut short: 1 of its 2 tiles are there");
    }

    @Test
    void aPictureWithoutBytesIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(avif("whole", Color.RED, Color.BLUE));
        int places = new String(whole, StandardCharsets.ISO_8859_1).indexOf("iloc") + 4;
        whole[places + 7] = 0; // no places at all
        Path file = Files.write(folder.resolve("nowhere.avif"), whole);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("damaged: it does not say where its pictures lie");
    }

    @Test
    void whatIsCutShortOrNoPictureIsSaidInFewWords() throws IOException {
        byte[] whole = Files.readAllBytes(avif("whole", Color.RED, Color.BLUE));
        for (int length : new int[] {16, 100, whole.length / 2, whole.length - 20}) {
            Path cut = Files.write(folder.resolve("cut.avif"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }
}
