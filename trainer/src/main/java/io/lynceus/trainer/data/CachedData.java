package io.lynceus.trainer.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A data file whose pictures stay in memory once they were decoded.
 *
 * @param file the pictures are from
 * @param room bytes that the pictures of all parts together may still take
 */
public record CachedData(DataFile file, AtomicLong room) implements DataFile {
    /** In a third of the memory that Java may have. */
    public static CachedData of(DataFile file) {
        return new CachedData(file, new AtomicLong(Runtime.getRuntime().maxMemory() / 3));
    }

    @Override
    public List<String> names() {
        return file.names();
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        return new CachedDataset(file.open(split, imgsz), room);
    }

    @Override
    public String description(Split split) {
        return file.description(split);
    }
}
