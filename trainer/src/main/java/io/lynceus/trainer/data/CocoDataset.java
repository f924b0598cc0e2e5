package io.lynceus.trainer.data;

import io.lynceus.vision.CacheFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pictures listed in COCO annotations, in the order of their ids. Crowds are nothing to learn from; they are kept
 * for evaluation. Pictures are looked at when the set is opened, like those of {@link YoloDataset}.
 */
final class CocoDataset implements Dataset {
    private final PictureDataset pictures;
    private final CocoTruth truth;

    private CocoDataset(PictureDataset pictures, CocoTruth truth) {
        this.pictures = pictures;
        this.truth = truth;
    }

    /** A picture that is there and decodes, and what the file says about it. */
    private record Found(PictureDataset.Entry entry, CocoImage image) {}

    /** @param folder that the pictures' names are relative to */
    static CocoDataset scan(CocoFile file, Path folder, List<String> names, int imgsz, Findings findings) {
        CocoLabels labels = CocoLabels.of(file, names);
        LookCache cache = LookCache.open(
                file.path().resolveSibling(file.path().getFileName() + ".lynceus-cache"),
                CacheFolder.path().resolve("looks"),
                LabelForm.boxes(names.size()));
        List<Found> found = file.images().values().parallelStream()
                .map(image -> find(image, folder, labels, cache, findings))
                .filter(Objects::nonNull)
                .toList();
        cache.save();
        return new CocoDataset(
                new PictureDataset(names, found.stream().map(Found::entry).toList(), imgsz),
                new CocoTruth(
                        labels.categoryIds(), found.stream().map(Found::image).toList()));
    }

    private static @Nullable Found find(
            CocoFile.Image image, Path folder, CocoLabels labels, LookCache cache, Findings findings) {
        Path picture = folder.resolve(image.fileName()).normalize();
        Look look = cache.look(picture, null);
        look.report(picture, null, findings);
        if (!look.isUsable()) {
            return null;
        }
        String wrong = labels.unclear().get(image.id());
        if (wrong != null) {
            // Its object must not be taught as background.
            findings.add(picture, "its annotations are wrong, " + wrong + "; left out");
            return null;
        }
        if (image.width() > 0
                && image.height() > 0
                && (look.width() != image.width() || look.height() != image.height())) {
            findings.add(
                    picture,
                    look.width() + "x" + look.height() + ", but annotated as " + image.width() + "x" + image.height()
                            + "; left out");
            return null;
        }
        List<CocoObject> objects = labels.objects().getOrDefault(image.id(), List.of());
        List<LabelBox> boxes = objects.stream()
                .filter(object -> !object.crowd())
                .map(object -> box(object, look.width(), look.height()))
                .toList();
        return new Found(new PictureDataset.Entry(picture, boxes), new CocoImage(image.id(), objects));
    }

    private static LabelBox box(CocoObject o, int width, int height) {
        return new LabelBox(
                o.classId(),
                (float) (o.x() / width),
                (float) (o.y() / height),
                (float) ((o.x() + o.width()) / width),
                (float) ((o.y() + o.height()) / height));
    }

    @Override
    public int size() {
        return pictures.size();
    }

    /** Objects to learn from in all pictures. */
    int objects() {
        return pictures.objects();
    }

    @Override
    public List<String> classNames() {
        return pictures.classNames();
    }

    @Override
    public Labelled labelled(int index) {
        return pictures.labelled(index);
    }

    @Override
    public Sample load(int index) {
        return pictures.load(index);
    }

    @Override
    public CocoTruth coco() {
        return truth;
    }
}
