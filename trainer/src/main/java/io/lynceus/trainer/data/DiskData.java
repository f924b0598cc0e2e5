package io.lynceus.trainer.data;

import io.lynceus.vision.CacheFolder;
import java.nio.file.Path;
import java.util.List;

/**
 * A data file whose pictures, once decoded, stay on disk for later epochs and runs.
 *
 * @param file the pictures are from
 * @param folder they stay in
 */
public record DiskData(DataFile file, Path folder) implements DataFile {
    /** In the cache folder. */
    public static DiskData of(DataFile file) {
        return new DiskData(file, CacheFolder.path().resolve("pictures"));
    }

    @Override
    public List<String> names() {
        return file.names();
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        return new DiskDataset(file.open(split, imgsz), imgsz, folder);
    }

    @Override
    public String description(Split split) {
        return file.description(split);
    }
}
