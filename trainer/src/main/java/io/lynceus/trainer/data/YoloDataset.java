package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures in files, labels in text files: images/x.jpg has labels/x.txt; a picture without one is background. Every
 * picture is decoded once when the set is opened, on all cores, so that a broken one is reported and left out there and
 * not found in the middle of training; after that, pictures are decoded as they are asked for.
 */
final class YoloDataset {
    private static final Logger LOG = LoggerFactory.getLogger(YoloDataset.class);

    private YoloDataset() {}

    /** Looks at every picture and label file once; what is wrong with one is a line in the log. */
    static Dataset scan(List<Path> pictures, List<String> names, int imgsz) {
        List<PictureDataset.Entry> entries = pictures.parallelStream()
                .map(picture -> entry(picture, names.size()))
                .filter(Objects::nonNull)
                .toList();
        return new PictureDataset(names, entries, imgsz);
    }

    private static PictureDataset.@Nullable Entry entry(Path picture, int classes) {
        if (PictureDataset.size(picture) == null) {
            return null;
        }
        try {
            return new PictureDataset.Entry(picture, labels(picture, classes));
        } catch (IOException e) {
            LOG.warn("{}: its labels cannot be read: {}; left out", picture, e.getMessage());
            return null;
        }
    }

    private static List<LabelBox> labels(Path picture, int classes) throws IOException {
        Path file = labelFile(picture);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        List<LabelBox> boxes = YoloLabels.parse(Files.readAllLines(file), classes, problems::add);
        if (!problems.isEmpty()) {
            LOG.warn("{}: {} lines left out: {}", file, problems.size(), problems.get(0));
        }
        return boxes;
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
