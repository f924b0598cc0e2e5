package io.lynceus.trainer.data;

import io.lynceus.vision.CacheFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures in files, labels in text files: images/x.jpg has labels/x.txt; a picture without one is background. Every
 * picture is decoded once before it is used, on all cores, so that a broken one is reported and left out there and
 * not found in the middle of training; what was seen is kept in a file beside the labels.
 */
final class YoloDataset {
    private YoloDataset() {}

    /**
     * Looks at every picture and label file that is new or has changed; what is wrong with one is a line in the log.
     */
    static Dataset scan(List<Path> pictures, List<String> names, int imgsz) {
        if (pictures.isEmpty()) {
            return new PictureDataset(names, List.of(), imgsz);
        }
        Path labels = labelFile(pictures.get(0).toAbsolutePath()).resolveSibling("");
        LookCache cache = LookCache.open(
                labels.resolveSibling(labels.getFileName() + ".lynceus-cache"),
                CacheFolder.path().resolve("looks"),
                names.size());
        List<PictureDataset.Entry> entries = pictures.parallelStream()
                .flatMap(picture -> {
                    Look look = cache.look(picture, labelFile(picture));
                    return look.isUsable()
                            ? Stream.of(new PictureDataset.Entry(picture, look.boxes()))
                            : Stream.empty();
                })
                .toList();
        cache.save();
        return new PictureDataset(names, entries, imgsz);
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
