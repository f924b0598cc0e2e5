package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ecosystem's data.yaml: folders of pictures, or text files that list them, with labels in a folder beside. */
final class PictureData implements DataFile {
    private final DataKeys keys;
    private final Path root;
    private final List<String> names;

    private PictureData(DataKeys keys, Path root, List<String> names) {
        this.keys = keys;
        this.root = root;
        this.names = names;
    }

    static PictureData of(DataKeys keys) {
        return new PictureData(keys, keys.base(), keys.names());
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        String key = split.key();
        List<Path> pictures = new ArrayList<>();
        for (String entry : keys.texts(key)) {
            Path place = resolve(key, entry);
            pictures.addAll(Files.isDirectory(place) ? PictureFiles.below(place) : list(key, place));
        }
        Dataset dataset = YoloDataset.scan(pictures, names, imgsz);
        if (dataset.size() == 0) {
            throw keys.error(key, "no readable pictures (jpg, png, bmp, webp) in " + keys.texts(key));
        }
        return dataset;
    }

    private Path resolve(String key, String entry) {
        Path place = root.resolve(entry).normalize();
        // Some exporters write ../train/images for a folder beside the data file.
        if (!Files.exists(place) && entry.startsWith("../")) {
            place = root.resolve(entry.substring(3)).normalize();
        }
        if (!Files.exists(place)) {
            throw keys.error(key, "no such folder or file: " + place);
        }
        return place;
    }

    /** The pictures that a text file names, one a line, relative to where the file lies. */
    private List<Path> list(String key, Path file) {
        if (PictureReader.isPicture(file)) {
            return List.of(file);
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> file.resolveSibling(line).normalize())
                    .toList();
        } catch (IOException e) {
            throw keys.error(key, "cannot read the list " + file + ": " + e.getMessage());
        }
    }

    @Override
    public String description(Split split) {
        return root.getFileName() + " " + String.join(", ", keys.texts(split.key()));
    }
}
