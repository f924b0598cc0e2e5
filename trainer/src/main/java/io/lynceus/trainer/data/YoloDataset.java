package io.lynceus.trainer.data;

import io.lynceus.trainer.config.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures in files, labels in text files: images/x.jpg has labels/x.txt; a picture without one is background. Every
 * picture is decoded once when the set is opened, on all cores, so that a broken one is reported and left out there and
 * not found in the middle of training; after that, pictures are decoded as they are asked for.
 */
final class YoloDataset implements Dataset {
    private static final Logger LOG = LoggerFactory.getLogger(YoloDataset.class);
    private static final int SMALLEST = 10;

    /** A picture known to decode, with its boxes in fractions of it. */
    private record Entry(Path picture, List<LabelBox> boxes) {}

    private final List<String> names;
    private final List<Entry> entries;
    private final int imgsz;

    private YoloDataset(List<String> names, List<Entry> entries, int imgsz) {
        this.names = names;
        this.entries = entries;
        this.imgsz = imgsz;
    }

    /** Looks at every picture and label file once; what is wrong with one is a line in the log. */
    static YoloDataset scan(List<Path> pictures, List<String> names, int imgsz) {
        List<Entry> entries = pictures.parallelStream()
                .map(picture -> entry(picture, names.size()))
                .filter(Objects::nonNull)
                .toList();
        return new YoloDataset(names, entries, imgsz);
    }

    private static @Nullable Entry entry(Path picture, int classes) {
        try {
            boolean tooSmall =
                    PictureReader.decode(picture, frame -> Math.min(frame.width(), frame.height()) < SMALLEST);
            if (tooSmall) {
                LOG.warn("{}: smaller than {} pixels; left out", picture, SMALLEST);
                return null;
            }
            return new Entry(picture, labels(picture, classes));
        } catch (IOException e) {
            LOG.warn(
                    "{}: {}; left out",
                    picture,
                    e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage());
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

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<String> classNames() {
        return names;
    }

    @Override
    public Sample load(int index) {
        Entry entry = entries.get(index);
        try (Scaler scaler = new Scaler()) {
            return PictureReader.decode(entry.picture(), frame -> sample(entry, frame, scaler));
        } catch (IOException e) {
            throw new RunError(entry.picture() + ": could be read at the start, but now " + e.getMessage(), e);
        }
    }

    private Sample sample(Entry entry, AVFrame frame, Scaler scaler) {
        Turn turn = Turn.of(frame);
        int width = turn.width(frame);
        int height = turn.height(frame);
        List<LabelBox> boxes = new ArrayList<>(entry.boxes().size());
        for (LabelBox box : entry.boxes()) {
            boxes.add(new LabelBox(
                    box.classId(), box.x1() * width, box.y1() * height, box.x2() * width, box.y2() * height));
        }
        return Samples.of(entry.picture().getFileName().toString(), frame, turn, scaler, imgsz, boxes);
    }
}
