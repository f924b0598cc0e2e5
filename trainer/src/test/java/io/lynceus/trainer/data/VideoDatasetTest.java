package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoDatasetTest {
    @TempDir
    private Path folder;

    private DataFile data(String val) throws IOException {
        Clip.write(folder.resolve("clip.mp4"), 20);
        Files.writeString(folder.resolve("labels.csv"), "3,car,8,12,16,24,0.8\n3,car,60,40,20,20\n12,car,70,1,4,4\n");
        String yaml = "video: clip.mp4\nlabels: labels.csv\ntrain: 1-10\nval: " + val + "\nnames: [person, car]\n";
        return DataFile.read(Files.writeString(folder.resolve("clip.yaml"), yaml));
    }

    @Test
    void givesTheFramesOfTheRangeWithTheirLabels() throws IOException {
        DataFile data = data("11-20");
        Dataset train = data.train(32);
        Dataset val = data.val(32);

        assertThat(train.size()).isEqualTo(10);
        assertThat(val.size()).isEqualTo(10);
        assertThat(val.load(0).id()).isEqualTo("clip.mp4#11");
        assertThat(Drawn.rgb(val.load(9).picture(), 3, 3)[0]).isCloseTo(Clip.grey(20), within(4));
        assertThat(train.load(2).picture().width()).isEqualTo(32);
        assertThat(train.load(2).picture().height()).isEqualTo(24);
        // The second box reaches over the edge of the 64x48 frame.
        assertThat(train.load(2).boxes())
                .containsExactly(new LabelBox(1, 4, 6, 12, 18), new LabelBox(1, 30, 20, 32, 24));
        assertThat(train.load(3).boxes()).isEmpty();
        // Wholly outside.
        assertThat(val.load(1).boxes()).isEmpty();
    }

    @Test
    void refusesARangeBehindTheEnd() throws IOException {
        DataFile data = data("11-21");

        assertThatThrownBy(() -> data.val(32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("clip.yaml: val: 11-21, but")
                .hasMessageContaining("ends after frame 20");
    }
}
