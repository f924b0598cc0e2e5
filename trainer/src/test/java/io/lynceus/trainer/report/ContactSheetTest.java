package io.lynceus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.data.Batch;
import io.lynceus.vision.RunError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
    private static final Batch BATCH =
            new Batch(3, 40, 40, new byte[3 * 3 * 40 * 40], new float[] {2, 0, 0.5f, 0.5f, 0.5f, 0.5f});

    @TempDir
    private Path folder;

    @Test
    void drawsABoxIntoItsPicture() throws IOException {
        Path png = folder.resolve("sheet.png");
        ContactSheet.write(BATCH, List.of("person"), png);
        BufferedImage sheet = ImageIO.read(png.toFile());

        assertThat(sheet.getWidth()).isEqualTo(80);
        assertThat(sheet.getHeight()).isEqualTo(80);
        // The third picture is the lower left one; its box reaches from 10 to 30.
        assertThat(sheet.getRGB(10, 60) & 0xffffff).isEqualTo(0xff0000);
        assertThat(sheet.getRGB(20, 60) & 0xffffff).isZero();
        assertThat(sheet.getRGB(10, 20) & 0xffffff).isZero();
    }

    @Test
    void saysWhichFileItCannotWrite() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("none"));
        assertThatThrownBy(() -> ContactSheet.write(BATCH, List.of("person"), noFolder.resolve("sheet.png")))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("sheet.png: cannot be written");
    }
}
