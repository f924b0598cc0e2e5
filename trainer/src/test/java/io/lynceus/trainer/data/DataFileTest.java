package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFileTest {
    @TempDir
    private Path folder;

    private Path cache;

    @BeforeEach
    void layOut() throws IOException {
        cache = Files.createDirectories(folder.resolve("cache"));
        Drawn.plain(folder.resolve("set/images/train/a.png"));
        Drawn.plain(folder.resolve("set/images/train/b.png"));
        Drawn.plain(folder.resolve("set/images/val/c.png"));
        Files.createDirectories(folder.resolve("set/labels/train"));
        Files.writeString(folder.resolve("set/labels/train/a.txt"), "1 0.5 0.5 0.5 0.5\n");
        Files.writeString(folder.resolve("set/val.txt"), "./images/val/c.png\n");
        Files.writeString(folder.resolve("labels.csv"), "3,car,8,12,16,24\n");
        Files.write(cache.resolve("clip.mp4"), new byte[1]);
    }

    private DataFile read(String yaml) throws IOException {
        return DataFileReader.read(Files.writeString(folder.resolve("data.yaml"), yaml), cache);
    }

    @Test
    void readsFoldersAndAMapOfNames() throws IOException {
        DataFile file = read("path: set\ntrain: images/train\nval: images/val\nnames:\n  0: person\n  1: car\n");

        assertThat(file.names()).containsExactly("person", "car");
        assertThat(file.train(40).size()).isEqualTo(2);
        assertThat(file.val(40).size()).isEqualTo(1);
        assertThat(file.description(Split.TRAIN)).isEqualTo("set images/train");
    }

    @Test
    void readsAThirdPartThatNeitherTrainsNorChooses() throws IOException {
        DataFile file = read("path: set\ntrain: images/train\nval: images/val\ntest: val.txt\nnames: [a, b]\n");

        assertThat(file.open(Split.TEST, 40).load(0).id()).isEqualTo("c.png");
        assertThat(file.description(Split.TEST)).isEqualTo("set val.txt");
    }

    @Test
    void readsListsATextFileAndNamesInARow() throws IOException {
        DataFile file =
                read("train: [set/images/train, set/images/val]\nval: set/val.txt\nnc: 2\nnames: [person, car]\n");

        assertThat(file.names()).containsExactly("person", "car");
        assertThat(file.train(40).size()).isEqualTo(3);
        assertThat(file.val(40).load(0).id()).isEqualTo("c.png");
    }

    @Test
    void findsFoldersThatAnExporterWroteOneLevelUp() throws IOException {
        assertThat(read("train: ../set/images/train\nval: ../set/images/val\nnames: [a, b]\n")
                        .train(40)
                        .size())
                .isEqualTo(2);
    }

    @Test
    void readsAVideoKeptInTheCache() throws IOException {
        DataFile file = read("video: clip.mp4\nlabels: labels.csv\ntrain: 1-4\nval: 5-8\nnames: [person, car]\n");

        assertThat(file.names()).containsExactly("person", "car");
        assertThat(file.description(Split.VAL)).isEqualTo("clip.mp4 frames 5-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path: set, train: images/train, val: images/val | names: missing",
                "path: set, train: images/train, names: {0: a, 2: b} | names: no name for class 1",
                "path: set, train: images/train, nc: 3, names: [a, b] | nc: 3, but names has 2",
                "path: nowhere, train: x, val: x, names: [a, b] | path: no folder",
                "video: gone.mp4, labels: labels.csv, train: 1-2, val: 3-4, names: [person, car]"
                        + " | video: gone.mp4 is neither in",
                "video: clip.mp4, labels: gone.csv, train: 1-2, val: 3-4, names: [person, car] | labels: no such file",
                "video: clip.mp4, labels: labels.csv, train: 5-2, val: 3-4, names: [person, car]"
                        + " | train: 5-2 is not a range",
                "video: clip.mp4, labels: labels.csv, train: most, val: 3-4, names: [person, car]"
                        + " | train: 'most' is not a range",
                "video: clip.mp4, labels: labels.csv, train: 1-5, val: 5-8, names: [person, car]"
                        + " | val: 5-8 overlaps train 1-5",
                "video: clip.mp4, labels: labels.csv, train: 1-5, val: 6-8, test: 2-3, names: [person, car]"
                        + " | test: 2-3 overlaps train 1-5",
                "video: clip.mp4, labels: labels.csv, train: 1-5, val: 6-7, test: 7-8, names: [person, car]"
                        + " | test: 7-8 overlaps val 6-7",
                "video: clip.mp4, labels: labels.csv, train: 1-5, names: [person, car] | val: missing",
            })
    void namesTheFileAndTheKeyThatIsWrong(String yaml, String problem) {
        assertThatThrownBy(() -> read("{" + yaml + "}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("data.yaml: " + problem);
    }

    @Test
    void namesTheFolderThatIsMissingWhenItIsAskedFor() throws IOException {
        DataFile file = read("path: set\ntrain: images/none\nnames: [a]\n");

        assertThatThrownBy(() -> file.train(40))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("data.yaml: train: no such folder or file");
        assertThatThrownBy(() -> file.val(40)).isInstanceOf(UserError.class).hasMessageContaining("val: missing");
    }

    @Test
    void saysInOneLineWhatIsNotYaml() {
        assertThatThrownBy(() -> read("names: [a, b\ntrain: x: y"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("data.yaml: not YAML in line")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
        assertThatThrownBy(() -> DataFile.read(folder.resolve("none.yaml"))).hasMessageContaining("no such data file");
        assertThatThrownBy(() -> read("{path: /content/yard, train: x, val: x, names: [a]}"))
                .hasMessageEndingWith("/content/yard; leave path out when the pictures lie beside this file");
        assertThatThrownBy(() -> DataFile.read(folder))
                .hasMessage(folder + ": a folder; name the data file itself, such as " + folder.resolve("data.yaml"));
    }
}
