package io.lynceus.trainer.data;

import io.lynceus.vision.CacheFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in files, labels in text files: images/x.jpg has labels/x.txt; a picture without one is background. Every
 * picture is decoded once before it is used, on all cores, so that a broken one is reported and left out there and
 * not found in the middle of training; what was seen is kept in a file beside the labels.
 */
final class YoloDataset {
    private YoloDataset() {}

    /**
     * Looks at every picture and label file that is new or has changed; what is wrong with one goes to {@code
     * findings}.
     */
    static PictureDataset scan(List<Path> pictures, List<String> names, LabelForm form, int imgsz, Findings findings) {
        if (pictures.isEmpty()) {
            return new PictureDataset(names, List.of(), imgsz);
        }
        Path labels = labelFile(pictures.get(0).toAbsolutePath()).resolveSibling("");
        LookCache cache = LookCache.open(
                labels.resolveSibling(labels.getFileName() + ".lynceus-cache"),
                CacheFolder.path().resolve("looks"),
                form);
        List<PictureDataset.Entry> entries = pictures.parallelStream()
                .map(picture -> entry(picture, cache, findings))
                .filter(Objects::nonNull)
                .toList();
        cache.save();
        return new PictureDataset(names, entries, imgsz);
    }

    private static PictureDataset.@Nullable Entry entry(Path picture, LookCache cache, Findings findings) {
        Path labels = labelFile(picture);
        Look look = cache.look(picture, labels);
        look.report(picture, labels, findings);
        return look.isUsable() ? new PictureDataset.Entry(picture, look.boxes()) : null;
    }

    /** The label file of a picture: the last folder named images becomes labels. */
    static Path labelFile(Path picture) {
        String name = picture.getFileName().toString();
        Path labels = picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
        for (int i = labels.getNameCount() - 2; i >= 0; i--) {
            if (labels.getName(i).toString().equals("images")) {
                Path end = Path.of("labels").resolve(labels.subpath(i + 1, labels.getNameCount()));
                Path start = i == 0 ? labels.getRoot() : root(labels, i);
                return start == null ? end : start.resolve(end);
            }
        }
        return labels;
    }

    private static Path root(Path path, int names) {
        Path relative = path.subpath(0, names);
        return path.getRoot() == null ? relative : path.getRoot().resolve(relative);
    }
}
