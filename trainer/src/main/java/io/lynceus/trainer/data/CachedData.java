package io.lynceus.trainer.data;

import java.util.List;

/**
 * A data file whose pictures stay in memory once they were decoded.
 *
 * @param file the pictures are from
 * @param bytes that the pictures of one part may take
 */
public record CachedData(DataFile file, long bytes) implements DataFile {
    /** In a third of the memory that Java may have. */
    public static CachedData of(DataFile file) {
        return new CachedData(file, Runtime.getRuntime().maxMemory() / 3);
    }

    @Override
    public List<String> names() {
        return file.names();
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        return new CachedDataset(file.open(split, imgsz), imgsz, bytes);
    }

    @Override
    public String description(Split split) {
        return file.description(split);
    }
}
