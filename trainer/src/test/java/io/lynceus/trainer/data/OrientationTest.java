package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.Picture;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    @TempDir
    private Path folder;

    /** A JPEG, its left half red, its right half white, whose EXIF orientation is {@code orientation}. */
    private Path picture(int orientation) throws IOException {
        byte[] plain =
                Files.readAllBytes(Drawn.halves(folder.resolve("images/plain.jpg"), 64, 32, Color.RED, Color.WHITE));
        String exif = "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100" + "0" + orientation
                + "0000" + "00000000";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 2);
        bytes.write(HexFormat.of().parseHex(exif));
        bytes.write(plain, 2, plain.length - 2);
        return Files.write(folder.resolve("images/turned.jpg"), bytes.toByteArray());
    }

    /** The same as a PNG. */
    private Path png(int orientation) throws IOException {
        byte[] plain =
                Files.readAllBytes(Drawn.halves(folder.resolve("images/plain.png"), 64, 32, Color.RED, Color.WHITE));
        byte[] exif = HexFormat.of()
                .parseHex("65584966" + "49492a0008000000" + "0100" + "12010300010000000" + orientation
                        + "00000000000000");
        CRC32 sum = new CRC32();
        sum.update(exif);
        ByteBuffer chunk = ByteBuffer.allocate(exif.length + 8);
        chunk.putInt(exif.length - 4).put(exif).putInt((int) sum.getValue());
        int head = 8 + 25;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, head);
        bytes.write(chunk.array());
        bytes.write(plain, head, plain.length - head);
        return Files.write(folder.resolve("images/turned.png"), bytes.toByteArray());
    }

    /** Where the red half lies when the picture is upright: x and y in a square of 64 pixels. */
    @ParameterizedTest
    @CsvSource({"1, 8, 32", "2, 56, 32", "3, 56, 32", "4, 8, 32", "5, 32, 8", "6, 32, 8", "7, 32, 56", "8, 32, 56"})
    void turnsPicturesUpright(int orientation, int x, int y) throws IOException {
        isUpright(picture(orientation), x, y);
        isUpright(png(orientation), x, y);
    }

    private static void isUpright(Path picture, int x, int y) throws IOException {
        try (FrameSource source = FrameSource.open(picture, 64, 64)) {
            Frame frame = Objects.requireNonNull(source.next());
            Picture input = frame.letterbox().pad(frame.inner());

            int[] red = Drawn.rgb(input, x, y);
            int[] white = Drawn.rgb(input, 63 - x, 63 - y);
            assertThat(red[1]).isLessThan(30);
            assertThat(white[1]).isGreaterThan(225);
        }
    }

    @Test
    void labelsGoByTheUprightPicture() throws IOException {
        Path picture = picture(6);
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(folder.resolve("labels/turned.txt"), "0 0.5 0.25 1 0.5\n");

        Sample sample = YoloDataset.scan(List.of(picture), List.of("red"), LabelForm.boxes(1), 64, new Findings())
                .load(0);

        assertThat(sample.originalWidth()).isEqualTo(32);
        assertThat(sample.picture().height()).isEqualTo(64);
        assertThat(sample.boxes()).containsExactly(new LabelBox(0, 0, 0, 32, 32));
    }
}
