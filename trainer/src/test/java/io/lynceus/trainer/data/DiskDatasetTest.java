package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDatasetTest {
    @TempDir
    private Path folder;

    private final List<Integer> loaded = new ArrayList<>();
    private Path kept;

    @BeforeEach
    void pictures() throws IOException {
        kept = folder.resolve("kept");
        for (int i = 0; i < 2; i++) {
            Files.writeString(folder.resolve("p" + i + ".png"), "as it was");
        }
    }

    /** Two pictures, each with a box at its own number. */
    private final class Two implements Dataset {
        private final boolean inFiles;
        private final float right;

        private Two(boolean inFiles, float right) {
            this.inFiles = inFiles;
            this.right = right;
        }

        private List<LabelBox> boxes(int index) {
            return List.of(new LabelBox(index, 0, 0, right, 1));
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public List<String> classNames() {
            return List.of("person", "car");
        }

        @Override
        public Labelled labelled(int index) {
            @Nullable Path file = inFiles ? folder.resolve("p" + index + ".png") : null;
            return new Labelled("p" + index, file, boxes(index));
        }

        @Override
        public Sample load(int index) {
            loaded.add(index);
            byte[] rgb = new byte[4 * 2 * 3];
            rgb[5] = (byte) (200 + index);
            return new Sample("p" + index, 40, 20, new Picture(4, 2, rgb), boxes(index));
        }
    }

    private void epoch(Dataset set) {
        for (int i = 0; i < 2; i++) {
            Sample sample = set.load(i);
            Sample exact = new Two(true, sample.boxes().get(0).x2()).load(i);
            loaded.remove(loaded.size() - 1);
            assertThat(sample.id()).isEqualTo(exact.id());
            assertThat(sample.boxes()).isEqualTo(exact.boxes());
            assertThat(sample.originalWidth()).isEqualTo(40);
            assertThat(sample.originalHeight()).isEqualTo(20);
            assertThat(sample.picture().width()).isEqualTo(4);
            assertThat(sample.picture().rgb()).isEqualTo(exact.picture().rgb());
        }
    }

    private DiskDataset disk(float right) {
        return new DiskDataset(new Two(true, right), 4, kept);
    }

    @Test
    void aPictureIsDecodedOnceForThisRunAndTheNext() {
        DiskDataset set = disk(1);
        epoch(set);
        epoch(set);
        epoch(disk(1));

        assertThat(loaded).containsExactly(0, 1);
    }

    @Test
    void aPictureThatHasChangedIsDecodedAgainAndOneWithOtherLabelsToo() throws IOException {
        epoch(disk(1));
        Files.setLastModifiedTime(folder.resolve("p1.png"), FileTime.fromMillis(1_000_000));
        epoch(disk(1));
        assertThat(loaded).containsExactly(0, 1, 1);

        loaded.clear();
        epoch(disk(0.5f));
        epoch(disk(0.5f));
        assertThat(loaded).containsExactly(0, 1);
    }

    @Test
    void anotherImageSizeIsAnotherPicture() {
        epoch(disk(1));
        epoch(new DiskDataset(new Two(true, 1), 8, kept));

        assertThat(loaded).containsExactly(0, 1, 0, 1);
    }

    @Test
    void aFileThatIsCutShortIsAsNone() throws IOException {
        epoch(disk(1));
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            }
        }
        epoch(disk(1));
        epoch(disk(1));

        assertThat(loaded).containsExactly(0, 1, 0, 1);
    }

    @Test
    void whereNothingCanBeWrittenPicturesAreDecodedEachTime() throws IOException {
        Files.writeString(kept, "no folder");
        epoch(disk(1));
        epoch(disk(1));

        assertThat(loaded).containsExactly(0, 1, 0, 1);
    }

    @Test
    void whatIsInNoFileOfItsOwnIsNotKept() {
        epoch(new DiskDataset(new Two(false, 1), 4, kept));

        assertThat(kept).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsRemovedAndWhatAnotherIsWritingStays() throws IOException {
        epoch(disk(1));
        Path left = Files.writeString(kept.resolve("keeping123.partial"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path beingWritten = Files.writeString(kept.resolve("keeping456.partial"), "half");

        epoch(disk(1));

        assertThat(left).doesNotExist();
        assertThat(beingWritten).exists();
        assertThat(loaded).as("what was kept whole").containsExactly(0, 1);
    }
}
