package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.pixels.FFmpegProgram;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of which not all is there. */
class CutShortTest {
    private static final int SIDE = 128;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"jpg, 0.5", "jpg, 0.97", "webp, 0.6", "png, 0.6", "bmp, 0.6", "ppm, 0.6"})
    void halfAPictureIsRefused(String kind, double part) throws IOException {
        Path whole = FFmpegProgram.run("-f lavfi -i testsrc2=s=128x128 -frames:v 1", folder.resolve("whole." + kind));
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(width(bytes)).isEqualTo(SIDE);

        refuses(Arrays.copyOf(bytes, (int) (bytes.length * part)), "cut short.*|cannot.*");
    }

    @ParameterizedTest
    @CsvSource({"false, 0.5", "false, 0.97", "true, 0.5", "true, 0.97"})
    void halfAJpegIsRefusedWhateverItsKind(boolean progressive, double part) throws IOException {
        byte[] bytes = jpeg(progressive);
        assertThat(width(bytes)).isEqualTo(SIDE);
        byte[] half = Arrays.copyOf(bytes, (int) (bytes.length * part));

        refuses(half, "cut short.*");
        refuses(Arrays.copyOf(half, bytes.length), "cut short.*"); // laid out whole, and not filled
        refuses(withSmallPicture(half), "cut short.*"); // which has an end
        refuses(Arrays.copyOf(bytes, 100), "cut short.*");
    }

    @Test
    void aJpegWithoutItsLastMarkerOrWithMoreBehindItIsWhole() throws IOException {
        byte[] bytes = jpeg(false);

        assertThat(width(Arrays.copyOf(bytes, bytes.length - 2))).isEqualTo(SIDE);
        assertThat(width(Arrays.copyOf(bytes, bytes.length + 1000))).isEqualTo(SIDE);
        assertThat(width(withSmallPicture(bytes))).isEqualTo(SIDE);
    }

    private void refuses(byte[] bytes, String words) {
        assertThatThrownBy(() -> width(bytes)).isInstanceOf(IOException.class).hasMessageMatching(words);
    }

    private int width(byte[] bytes) throws IOException {
        return PictureReader.decode(Files.write(folder.resolve("picture"), bytes), frame -> frame.width());
    }

    /** An APP1 segment with a whole JPEG in it, as cameras have. */
    private static byte[] withSmallPicture(byte[] bytes) throws IOException {
        BufferedImage small = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", inner);
        int length = inner.size() + 2;
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        outer.write(bytes, 0, 2);
        outer.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        inner.writeTo(outer);
        outer.write(bytes, 2, bytes.length - 2);
        return outer.toByteArray();
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < SIDE * SIDE; i++) {
            noise.setRGB(i % SIDE, i / SIDE, random.nextInt());
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(noise, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
