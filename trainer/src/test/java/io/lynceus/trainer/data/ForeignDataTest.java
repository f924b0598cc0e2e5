package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets as other people's tools and habits leave them. */
class ForeignDataTest {
    private static final String BOX = "0 0.5 0.5 0.5 0.5\n";
    private static final String YAML = "train: images/val\nval: images/val\nnames: [obj]\n";

    @TempDir
    private Path folder;

    private final Logged log = new Logged();

    @AfterEach
    void stopListening() {
        log.close();
    }

    private void picture(String name) throws IOException {
        Drawn.plain(folder.resolve(name));
    }

    private void label(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DataFile data(String yaml) throws IOException {
        return DataFileReader.read(Files.writeString(folder.resolve("data.yaml"), yaml), folder.resolve("cache"));
    }

    private static List<String> ids(Dataset dataset) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            ids.add(dataset.load(i).id() + " " + dataset.load(i).boxes().size());
        }
        return ids;
    }

    @Test
    void linkedFoldersAreFollowedAndLoopsAreNot() throws IOException {
        picture("store/a.png");
        picture("images/val/b.png");
        Files.createSymbolicLink(folder.resolve("images/val/camera"), folder.resolve("store"));
        Files.createSymbolicLink(folder.resolve("images/val/loop"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("images/val/gone.png"), folder.resolve("nowhere.png"));
        label("labels/val/camera/a.txt", BOX);

        assertThat(ids(data(YAML).train(64))).containsExactly("b.png 0", "a.png 1");
        assertThat(log.warnings())
                .containsExactly(
                        folder + "/images/val/gone.png: a link that leads nowhere; left out",
                        folder + "/images/val/loop: a link back to a folder that it lies in; not followed");
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        picture("store/a.png");
        Files.createDirectories(folder.resolve("images"));
        Files.createSymbolicLink(folder.resolve("images/val"), Path.of("../store"));
        label("labels/val/a.txt", BOX);

        assertThat(ids(data(YAML).train(64))).containsExactly("a.png 1");
    }

    @Test
    void aWrongLineTakesItsPictureOutAndIsSaidOnce() throws IOException {
        picture("images/val/good.png");
        picture("images/val/wrong.png");
        label("labels/val/good.txt", BOX);
        label("labels/val/wrong.txt", BOX + "0 1.5 0.5 0.2 0.2\n");
        DataFile data = data(YAML);

        assertThat(ids(data.train(64))).containsExactly("good.png 1");
        assertThat(ids(data.val(64))).containsExactly("good.png 1");
        assertThat(log.warnings())
                .containsExactly(
                        folder + "/images/val/wrong.png: its labels are wrong, line 2: 1.5 is outside 0..1; left out");
    }

    @Test
    void ofManyWrongFilesTheFirstAreNamedAndTheOthersCounted() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", BOX);
        for (int i = 100; i < 125; i++) {
            label("images/val/" + i + ".png", "no picture");
        }

        assertThat(ids(data(YAML).train(64))).containsExactly("a.png 1");
        assertThat(log.warnings()).hasSize(11).last().asString().startsWith("and 15 more like these");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1"})
    void labelsListsAndDataFilesAreOfAnyUsualCharset(String charset) throws IOException {
        Charset written = Charset.forName(charset);
        picture("images/val/straße.png");
        Files.createDirectories(folder.resolve("labels/val"));
        Files.writeString(folder.resolve("labels/val/straße.txt"), BOX, written);
        Files.writeString(folder.resolve("list.txt"), "./images/val/straße.png\n", written);
        Path yaml = folder.resolve("data.yaml");
        Files.writeString(yaml, "train: list.txt\nval: list.txt\nnames: [Fußgänger]\n", written);
        DataFile data = DataFileReader.read(yaml, folder.resolve("cache"));

        assertThat(data.names()).containsExactly("Fußgänger");
        assertThat(ids(data.train(64))).containsExactly("straße.png 1");
    }

    @Test
    void aByteOrderMarkBelongsToNoLabelAndNoName() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", "\ufeff" + BOX);
        label("list.txt", "\ufeffimages/val/a.png\r\n");

        assertThat(ids(data("\ufefftrain: list.txt\nval: list.txt\nnames: [obj]\n")
                        .train(64)))
                .containsExactly("a.png 1");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aListMayHaveBlankLinesAndCommentsAndBeRelativeToTheDataSet() throws IOException {
        picture("set/images/val/a.png");
        label("set/labels/val/a.txt", BOX);
        label("set/lists/list.txt", "\n# the second camera\n  images/val/a.png  \n\n");

        assertThat(ids(data("path: set\ntrain: lists/list.txt\nval: lists/list.txt\nnames: [obj]\n")
                        .train(64)))
                .containsExactly("a.png 1");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aListMayHaveTheSeparatorsOfAnotherSystem() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", BOX);
        label("list.txt", ".\\images\\val\\a.png\r\n");

        assertThat(ids(data("train: list.txt\nval: list.txt\nnames: [obj]\n").train(64)))
                .containsExactly("a.png 1");
    }

    @Test
    void aDataSetWithoutOneLabelDoesNotTrain() throws IOException {
        picture("images/val/a.png");
        label("Labels/val/a.txt", BOX);
        DataFile data = data(YAML);

        assertThatThrownBy(() -> data.train(64))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "%s: train: nothing to learn: none of its 1 pictures has a label; that of"
                                + " %s/images/val/a.png would be %s/labels/val/a.txt",
                        folder.resolve("data.yaml"), folder, folder);
        assertThat(data.val(64).size()).as("to look at").isEqualTo(1);
    }

    @Test
    void keysThatNobodyAsksForAreAWarning() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", BOX);

        assertThat(ids(data(YAML + "minival: images/val\n").train(64))).containsExactly("a.png 1");
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("data.yaml") + ": minival: unknown key, not used; known are ");
    }

    @Test
    void keyPointsAreReadOver() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", "0 0.5 0.5 0.5 0.5 0.1 0.1 0.9 0.9\n");

        Dataset dataset = data(YAML + "kpt_shape: [2, 2]\n").train(40);

        assertThat(dataset.load(0).boxes()).containsExactly(new LabelBox(0, 10, 7.5f, 30, 22.5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tif", "gif", "bmp", "jpeg"})
    void whatTheDecodersReadIsRead(String ending) throws IOException {
        Path file = Drawn.halves(folder.resolve("images/val/a." + ending), 64, 64, Color.RED, Color.WHITE);
        label("labels/val/a.txt", BOX);

        Sample sample = data(YAML).train(64).load(0);

        assertThat(sample.id()).isEqualTo(file.getFileName().toString());
        int[] rgb = Drawn.rgb(sample.picture(), 10, 32);
        assertThat(rgb[0]).isGreaterThan(250);
        assertThat(rgb[1]).isLessThan(5);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void filesOfOtherKindsAreCounted() throws IOException {
        picture("images/val/a.png");
        label("labels/val/a.txt", BOX);
        label("images/val/b.dng", "x");
        label("images/val/c.DNG", "x");
        label("images/val/d.xcf", "x");
        label("images/val/classes.txt", "obj\n");
        label("images/val/.DS_Store", "x");

        data(YAML).train(64);
        assertThat(log.warnings())
                .containsExactly(folder + "/images/val: 3 files of kinds that are not read: 2 .dng, 1 .xcf; left out");
    }
}
