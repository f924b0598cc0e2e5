package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose content changes and whose size and time do not shows which look is an earlier one. */
class LookCacheTest {
    private static final LabelBox FIRST = new LabelBox(0, 0.25f, 0.25f, 0.75f, 0.75f);
    private static final LabelBox SECOND = new LabelBox(1, 0.25f, 0.25f, 0.75f, 0.75f);

    @TempDir
    private Path folder;

    private Path picture;
    private Path labels;

    @BeforeEach
    void draw() throws IOException {
        picture = Drawn.halves(folder.resolve("images/a.png"), 40, 30, Color.RED, Color.BLUE);
        labels = Files.createDirectories(folder.resolve("labels")).resolve("a.txt");
        label("0");
    }

    private void label(String classId) throws IOException {
        Files.writeString(labels, classId + " 0.5 0.5 0.5 0.5\n");
        Files.setLastModifiedTime(labels, FileTime.fromMillis(1_000_000));
    }

    private LookCache open(int classes) {
        return LookCache.open(
                folder.resolve("labels.lynceus-cache"), folder.resolve("elsewhere"), LabelForm.boxes(classes));
    }

    /** A start: looks, and keeps what it saw. */
    private Look start(int classes) {
        LookCache cache = open(classes);
        Look look = cache.look(picture, labels);
        cache.save();
        return look;
    }

    @Test
    void doesNotReadAgainWhatHasNotChanged() throws IOException {
        assertThat(start(2)).isEqualTo(new Look(40, 30, List.of(FIRST), "", ""));
        label("1");

        assertThat(start(2).boxes()).containsExactly(FIRST);
    }

    @Test
    void readsAgainWhatHasAnotherTimeOrSize() throws IOException {
        start(2);
        label("1");
        Files.setLastModifiedTime(labels, FileTime.fromMillis(2_000_000));
        assertThat(start(2).boxes()).containsExactly(SECOND);

        Drawn.halves(picture, 60, 30, Color.RED, Color.BLUE);
        assertThat(start(2).width()).isEqualTo(60);
        Files.delete(labels);
        assertThat(start(2).boxes()).isEmpty();
    }

    @Test
    void isAsNoneWhenItIsDamagedOrOfOtherClasses() throws IOException {
        start(2);
        label("1");
        assertThat(start(1).fault()).contains("class 1 of 1");
        assertThat(start(3).boxes()).containsExactly(SECOND);
        assertThat(start(2).boxes()).containsExactly(SECOND);

        Path file = open(2).file();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(file, flipped);
            assertThat(LookFile.read(file, LabelForm.boxes(2))).as("byte " + at).isEmpty();
            Files.write(file, Arrays.copyOf(whole, at));
            assertThat(LookFile.read(file, LabelForm.boxes(2)))
                    .as("cut at " + at)
                    .isEmpty();
        }
        Files.write(file, whole);
        assertThat(LookFile.read(file, LabelForm.boxes(2))).hasSize(1);
    }

    @Test
    void brokenPicturesAndBadLabelsAreReportedInEachStart() throws IOException {
        Files.write(picture, new byte[100]);
        Files.setLastModifiedTime(picture, FileTime.fromMillis(1_000_000));
        assertThat(start(2).fault()).contains("none of the pictures that can be read: jpg, png, bmp");
        assertThat(start(2).isUsable()).as("in a later start").isFalse();

        Drawn.plain(picture);
        Files.writeString(labels, "7 0.5 0.5 0.5 0.5\n");
        assertThat(start(2).fault()).isEqualTo("its labels are wrong, line 1: class 7 of 2");
        assertThat(open(2).look(picture, labels).fault()).contains("class 7 of 2");

        Files.writeString(labels, "1 0.5 0.5 0 0.5\n1 0.5 0.5 0.5 0.5\n");
        assertThat(start(2).labelFault()).isEqualTo("1 lines left out: line 1: an object without width or height");
        assertThat(open(2).look(picture, labels))
                .returns(List.of(SECOND), Look::boxes)
                .returns("1 lines left out: line 1: an object without width or height", Look::labelFault);
    }

    @Test
    void keepsAnotherPartsLooksAndNotThoseOfPicturesThatAreGone() throws IOException {
        start(2);
        Path other = Drawn.plain(folder.resolve("images/b.png"));
        LookCache cache = open(2);
        cache.look(other, null);
        cache.save();
        assertThat(LookFile.read(cache.file(), LabelForm.boxes(2))).containsOnlyKeys(picture, other);

        Files.delete(picture);
        LookCache later = open(2);
        later.look(other, labels);
        later.save();
        assertThat(LookFile.read(later.file(), LabelForm.boxes(2))).containsOnlyKeys(other);
    }

    @Test
    void liesElsewhereWhenItCannotLieBesideTheLabels() {
        LookCache cache = LookCache.open(
                folder.resolve("gone/labels.lynceus-cache"), folder.resolve("elsewhere"), LabelForm.boxes(2));
        cache.look(picture, labels);
        cache.save();

        assertThat(cache.file()).hasParent(folder.resolve("elsewhere")).isNotEmptyFile();
        assertThat(LookFile.read(cache.file(), LabelForm.boxes(2))).containsOnlyKeys(picture);
    }

    @Test
    void goesOnWhenItCanLieNowhere() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "not a folder");
        LookCache cache = LookCache.open(folder.resolve("gone/x"), inTheWay, LabelForm.boxes(2));
        assertThat(cache.look(picture, labels).boxes()).containsExactly(FIRST);
        cache.save();
    }
}
