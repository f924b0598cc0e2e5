package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloDatasetTest {
    @TempDir
    private Path folder;

    private static Dataset scan(String name, Path... pictures) {
        return YoloDataset.scan(List.of(pictures), List.of(name), LabelForm.boxes(1), 64, new Findings());
    }

    @Test
    void scalesPictureAndBoxesToTheLongSide() throws IOException {
        Path picture = Drawn.halves(folder.resolve("images/a.png"), 200, 100, Color.RED, Color.BLUE);
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(folder.resolve("labels/a.txt"), "0 0.75 0.5 0.5 1\n");

        Sample sample = scan("blue", picture).load(0);

        assertThat(sample.originalWidth()).isEqualTo(200);
        assertThat(sample.picture().width()).isEqualTo(64);
        assertThat(sample.picture().height()).isEqualTo(32);
        assertThat(sample.boxes()).containsExactly(new LabelBox(0, 32, 0, 64, 32));
        assertThat(Drawn.rgb(sample.picture(), 5, 16)).containsExactly(255, 0, 0);
        assertThat(Drawn.rgb(sample.picture(), 60, 16)).containsExactly(0, 0, 255);
    }

    @Test
    void takesAPictureWithoutLabelsForBackground() throws IOException {
        Path picture = Drawn.plain(folder.resolve("images/a.png"));

        assertThat(scan("x", picture).load(0).boxes()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoPicture() throws IOException {
        Path good = Drawn.plain(folder.resolve("images/good.jpg"));
        Path text = Files.writeString(folder.resolve("images/text.jpg"), "this is no picture, whatever its name says");
        Path cut = folder.resolve("images/cut.png");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(Drawn.plain(folder.resolve("images/whole.png"))), 40));
        Path tiny = Drawn.halves(folder.resolve("images/tiny.png"), 9, 30, Color.RED, Color.RED);
        Path gone = folder.resolve("images/gone.png");

        Dataset dataset = scan("x", text, cut, good, tiny, gone);

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(dataset.load(0).id()).isEqualTo("good.jpg");
    }

    @Test
    void looksForLabelsBesideTheLastImagesFolder() {
        assertThat(YoloDataset.labelFile(Path.of("/x/images/y/images/train/a.b.jpg")))
                .isEqualTo(Path.of("/x/images/y/labels/train/a.b.txt"));
        assertThat(YoloDataset.labelFile(Path.of("images/a.jpg"))).isEqualTo(Path.of("labels/a.txt"));
        assertThat(YoloDataset.labelFile(Path.of("/images/a.jpg"))).isEqualTo(Path.of("/labels/a.txt"));
        assertThat(YoloDataset.labelFile(Path.of("/x/a.jpg"))).isEqualTo(Path.of("/x/a.txt"));
    }
}
