package io.lynceus.trainer.data;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.List;

/** What a data file (YAML) says: where pictures and labels lie, and the names of the classes. */
public interface DataFile {
    /**
     * Reads the ecosystem's data.yaml (path, train, val, names, nc), where train and val may be COCO annotations
     * (.json), or our video form (video, labels, train, val, names).
     *
     * @throws UserError naming the file and the key when something in it is missing or out of range; an unknown key is
     *     a line in the log
     */
    static DataFile read(Path yaml) {
        return DataFileReader.read(yaml, CacheFolder.path());
    }

    /** The classes by index. */
    List<String> names();

    /** The pictures to learn from, their long side scaled to {@code imgsz}. */
    default Dataset train(int imgsz) {
        return open(Split.TRAIN, imgsz);
    }

    /** The held-out pictures, their long side scaled to {@code imgsz}. */
    default Dataset val(int imgsz) {
        return open(Split.VAL, imgsz);
    }

    /** The pictures of one part, their long side scaled to {@code imgsz}. A video's frames are decoded here. */
    Dataset open(Split split, int imgsz);

    /** A few words for the model's metadata, such as {@code vtest.avi frames 1-600}. */
    String description(Split split);
}
