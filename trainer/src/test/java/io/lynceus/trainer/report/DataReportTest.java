package io.lynceus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Labelled;
import io.lynceus.trainer.data.Sample;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReportTest {
    private static final LabelBox BIG = new LabelBox(0, 0.1f, 0.1f, 0.6f, 0.6f);
    private static final LabelBox TINY = new LabelBox(1, 0.1f, 0.1f, 0.11f, 0.11f);

    @TempDir
    private Path folder;

    /** Labels alone: nobody may ask for a picture. */
    private record Labels(List<Labelled> all) implements Dataset {
        @Override
        public int size() {
            return all.size();
        }

        @Override
        public List<String> classNames() {
            return List.of("person", "ball", "dog");
        }

        @Override
        public Labelled labelled(int index) {
            return all.get(index);
        }

        @Override
        public Sample load(int index) {
            throw new AssertionError("a report needs no pixels");
        }
    }

    private Labelled picture(String name, String content, List<LabelBox> boxes) throws IOException {
        return new Labelled(name, Files.writeString(folder.resolve(name), content), boxes);
    }

    @Test
    void countsObjectsAndSaysNothingOfWhatIsRight() throws IOException {
        Labels train = new Labels(List.of(
                picture("a", "1", Collections.nCopies(20, BIG)),
                picture("b", "22", Collections.nCopies(21, new LabelBox(1, 0, 0, 1, 1))),
                picture("c", "333", Collections.nCopies(22, new LabelBox(2, 0, 0, 1, 1))),
                picture("d", "4", List.of())));
        Labels heldOut = new Labels(
                List.of(picture("e", "5", List.of(BIG, new LabelBox(1, 0, 0, 1, 1), new LabelBox(2, 0, 0, 1, 1)))));

        assertThat(DataReport.of(train, heldOut, 640).lines())
                .containsExactly(
                        "training: 63 objects in 3 pictures, and 1 without any;"
                                + " held out: 3 objects in 1 pictures, and 0 without any",
                        "  dog                  22 objects to learn from, 1 held out",
                        "  ball                 21 objects to learn from, 1 held out",
                        "  person               20 objects to learn from, 1 held out");
    }

    @Test
    void warnsOfWhatLooksWrong() throws IOException {
        Labels train = new Labels(List.of(
                picture("a", "same", List.of(BIG, TINY)),
                picture("b", "same", List.of()),
                picture("c", "other", List.of()),
                picture("d", "more", List.of())));
        Labels heldOut = new Labels(List.of(picture("e", "other", List.of(BIG))));

        List<String> warnings = DataReport.of(train, heldOut, 640).warnings();

        assertThat(warnings).hasSize(7);
        assertThat(String.join("\n", warnings))
                .contains(
                        "more than half of the training pictures have no label",
                        "none of the training pictures shows dog",
                        "fewer than 20 objects to learn from of person, ball",
                        "no held-out picture shows, so nothing measures ball",
                        "1 training pictures are there twice, such as " + folder.resolve("a") + " and "
                                + folder.resolve("b"),
                        "1 held-out pictures are training pictures too",
                        "50 % of the objects are smaller than 8 pixels at --imgsz 640");
    }

    @Test
    void aFileThatIsInBothPartsIsNamedOnce() throws IOException {
        Labels both = new Labels(List.of(picture("a", "1", List.of(BIG))));

        assertThat(DataReport.of(both, both, 640).warnings())
                .contains("1 held-out pictures are training pictures too, so AP will be too good, such as "
                        + folder.resolve("a"));
    }

    @Test
    void drawsThePage() throws IOException {
        Labels train = new Labels(List.of(picture("a", "1", List.of(BIG, TINY))));
        Path png = folder.resolve("labels.png");

        DataReport.of(train, train, 640).draw(png);

        BufferedImage page = ImageIO.read(png.toFile());
        assertThat(page.getWidth()).isEqualTo(1920);
        assertThat(new Color(page.getRGB(200, 64))).as("bar of the first class").isEqualTo(Palette.of(0));
        assertThat(new Color(page.getRGB(200, 112)))
                .as("bar of the second class")
                .isEqualTo(Palette.of(1));
    }
}
