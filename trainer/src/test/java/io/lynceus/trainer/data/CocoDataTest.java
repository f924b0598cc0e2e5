package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CocoDataTest {
    private static final String CATEGORIES = "[{'id': 7, 'name': 'car'}, {'id': 3, 'name': 'person'}]";
    private static final String IMAGES = "[{'id': 20, 'file_name': 'b.png', 'width': 200, 'height': 100},"
            + " {'id': 10, 'file_name': 'a.png', 'width': 200, 'height': 100}]";
    private static final String ANNOTATIONS =
            "[{'id': 1, 'image_id': 10, 'category_id': 7, 'bbox': [25, 12.5, 100, 50],"
                    + " 'area': 1234.5, 'iscrowd': 0, 'segmentation': [[20, 10, 120, 10, 120, 60]]},"
                    + " {'id': 2, 'image_id': 10, 'category_id': 3, 'bbox': [100, 0, 100, 100], 'iscrowd': 1},"
                    + " {'id': 3, 'image_id': 20, 'category_id': 3, 'bbox': [150.5, 50, 100, 100]}]";

    @TempDir
    private Path folder;

    @BeforeEach
    void draw() throws IOException {
        Drawn.halves(folder.resolve("coco/val2017/a.png"), 200, 100, Color.RED, Color.BLUE);
        Drawn.halves(folder.resolve("coco/val2017/b.png"), 200, 100, Color.RED, Color.BLUE);
        Files.createDirectories(folder.resolve("coco/annotations"));
    }

    private Dataset val(String categories, String images, String annotations, String yaml) throws IOException {
        String json = "{'info': {'year': 2017}, 'annotations': " + annotations + ", 'images': " + images
                + ", 'categories': " + categories + "}";
        Files.writeString(folder.resolve("coco/annotations/instances_val2017.json"), json.replace('\'', '"'));
        Path file = folder.resolve("data.yaml");
        Files.writeString(file, "path: coco\nval: annotations/instances_val2017.json\n" + yaml);
        return DataFileReader.read(file, folder).val(100);
    }

    @Test
    void readsBoxesToLearnFromAndObjectsToMeasureOn() throws IOException {
        Dataset dataset = val(CATEGORIES, IMAGES, ANNOTATIONS, "");

        assertThat(dataset.classNames()).containsExactly("person", "car");
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.load(0).id()).isEqualTo("a.png");
        assertThat(dataset.load(0).boxes()).containsExactly(new LabelBox(1, 12.5f, 6.25f, 62.5f, 31.25f));
        assertThat(dataset.load(1).boxes()).as("cut at the edge").containsExactly(new LabelBox(0, 75.25f, 25, 100, 50));
        CocoTruth truth = Objects.requireNonNull(dataset.coco());
        assertThat(truth.categoryIds()).containsExactly(CocoId.of(3), CocoId.of(7));
        assertThat(truth.images()).extracting(CocoImage::id).containsExactly(CocoId.of(10), CocoId.of(20));
        assertThat(truth.images().get(0).objects())
                .containsExactly(
                        new CocoObject(1, 25, 12.5, 100, 50, 1234.5, false),
                        new CocoObject(0, 100, 0, 100, 100, 10000, true));
        assertThat(truth.images().get(1).objects())
                .containsExactly(new CocoObject(0, 150.5, 50, 100, 100, 10000, false));
    }

    @Test
    void namesDecideWhichClassesCountAndInWhichOrder() throws IOException {
        Dataset dataset = val(CATEGORIES, IMAGES, ANNOTATIONS, "names: [truck, car]\n");

        assertThat(dataset.load(0).boxes()).extracting(LabelBox::classId).containsExactly(1);
        assertThat(dataset.load(1).boxes()).isEmpty();
        assertThat(Objects.requireNonNull(dataset.coco()).categoryIds())
                .as("no truck in the file")
                .containsExactly(CocoId.of(8), CocoId.of(7));
    }

    @Test
    void leavesOutBadBoxesAndPicturesThatAreNotThere() throws IOException {
        String images = IMAGES.replace("]", ", {'id': 30, 'file_name': 'gone.png'}, {'id': 40}]");
        String bad = "[{'id': 1, 'image_id': 10, 'category_id': 7, 'bbox': [20, 10, 0, 50]},"
                + " {'id': 5, 'image_id': 99, 'category_id': 7, 'bbox': [20, 10, 5, 5]},"
                + " {'id': 6, 'category_id': 7, 'bbox': [20, 10, 5, 5]},"
                + " {'id': 8, 'image_id': 10, 'category_id': 7, 'bbox': [20, 10, 4, 4]}]";
        Dataset dataset = val(CATEGORIES, images, bad, "");

        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.load(0).boxes()).containsExactly(new LabelBox(1, 10, 5, 12, 7));
        assertThat(Objects.requireNonNull(dataset.coco()).images().get(0).objects())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'category_id': 7, 'bbox': [20, 10, 5]",
                "'category_id': 7, 'bbox': [20, 10, 5, 'x']",
                "'category_id': 99, 'bbox': [20, 10, 5, 5]",
                "'category_id': 7, 'bbox': [200, 10, 5, 5]",
                "'bbox': [20, 10, 5, 5]"
            })
    void aPictureWithAnObjectThatNobodyCanPlaceIsLeftOut(String unclear) throws IOException {
        String annotations = ANNOTATIONS.replace("]}]", "]}, {'id': 9, 'image_id': 10, " + unclear + "}]");

        assertThat(Objects.requireNonNull(
                                val(CATEGORIES, IMAGES, annotations, "").coco())
                        .images())
                .extracting(CocoImage::id)
                .containsExactly(CocoId.of(20));
    }

    @Test
    void idsMayBeTextsOrNumbersWithAPoint() throws IOException {
        String texts =
                ANNOTATIONS.replace("'image_id': 10", "'image_id': 'x'").replace("'image_id': 20", "'image_id': 20.0");
        Dataset dataset = val(
                CATEGORIES.replace("'id': 7", "'id': 'car'"),
                IMAGES.replace("'id': 10", "'id': 'x'"),
                texts.replace("'category_id': 7", "'category_id': 'car'")
                        .replace("'category_id': 3", "'category_id': '3'"),
                "");

        assertThat(dataset.load(0).boxes())
                .as("b.png")
                .extracting(LabelBox::classId)
                .containsExactly(0);
        assertThat(dataset.load(1).boxes())
                .as("a.png")
                .extracting(LabelBox::classId)
                .containsExactly(1);
        CocoTruth truth = Objects.requireNonNull(dataset.coco());
        assertThat(truth.images()).extracting(CocoImage::id).containsExactly(CocoId.of(20), new CocoId("x", true));
        assertThat(truth.categoryIds()).containsExactly(CocoId.of(3), new CocoId("car", true));
    }

    @Test
    void aFileWithoutOneObjectIsNothingToLearnFrom() throws IOException {
        val(CATEGORIES, IMAGES, "[]", "");
        Path file = folder.resolve("data.yaml");
        Files.writeString(file, Files.readString(file).replace("val:", "train:"));

        assertThatThrownBy(() -> DataFileReader.read(file, folder).train(100))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("train: nothing to learn: no object is annotated in");
    }

    @Test
    void leavesOutAPictureOfAnotherSizeThanAnnotated() throws IOException {
        Dataset dataset = val(CATEGORIES, IMAGES.replaceFirst("'width': 200", "'width': 300"), ANNOTATIONS, "");

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(Objects.requireNonNull(dataset.coco()).images())
                .extracting(CocoImage::id)
                .containsExactly(CocoId.of(10));
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> val("[", IMAGES, "[]", ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> val("[]", IMAGES, "[]", ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no usable categories");
        assertThatThrownBy(() -> val(CATEGORIES, IMAGES.replace("png", "jpg"), "[]", ""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("val: the pictures of");
        assertThatThrownBy(() -> val(CATEGORIES, IMAGES, "[]", "names: [dog]\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none of its categories");
        assertThatThrownBy(() -> val(CATEGORIES, IMAGES, "[]", "nc: 3\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nc: 3");
    }
}
