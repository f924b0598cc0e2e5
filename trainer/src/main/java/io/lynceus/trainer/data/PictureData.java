package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ecosystem's data.yaml: folders of pictures, or text files that list them, with labels in a folder beside. */
final class PictureData implements DataFile {
    private final DataKeys keys;
    private final Path root;
    private final List<String> names;
    private final Findings findings = new Findings();

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
            pictures.addAll(Files.isDirectory(place) ? PictureFiles.below(place, findings) : list(key, place));
        }
        PictureDataset dataset = YoloDataset.scan(pictures, names, keys.labelForm(names.size()), imgsz, findings);
        findings.say();
        if (dataset.size() == 0) {
            throw keys.error(
                    key, "no readable pictures (" + PictureKind.names() + ") in " + String.join(", ", keys.texts(key)));
        }
        if (dataset.objects() == 0 && split == Split.TRAIN) {
            throw keys.error(
                    key,
                    "nothing to learn: none of its " + dataset.size() + " pictures has a label; that of "
                            + pictures.get(0) + " would be " + YoloDataset.labelFile(pictures.get(0)));
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

    private List<Path> list(String key, Path file) {
        if (PictureReader.isPicture(file)) {
            return List.of(file);
        }
        try {
            return PictureList.read(file, root);
        } catch (IOException e) {
            throw keys.error(key, "cannot read the list " + file + ": " + Reason.of(e));
        } catch (InvalidPathException e) {
            throw keys.error(key, "the list " + file + " names no file by '" + e.getInput() + "': " + e.getReason());
        }
    }

    @Override
    public String description(Split split) {
        return root.getFileName() + " " + String.join(", ", keys.texts(split.key()));
    }
}
