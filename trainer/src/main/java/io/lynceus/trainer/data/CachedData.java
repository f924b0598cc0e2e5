package io.lynceus.trainer.data;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A data file whose pictures stay in memory once they were decoded, also for the runs of an ablation that come after. A
 * part is opened once. Any thread.
 */
public final class CachedData implements DataFile {
    private final DataFile file;
    private final AtomicLong room;
    private final Map<Part, Dataset> opened = new ConcurrentHashMap<>();

    private record Part(Split split, int imgsz) {}

    /** @param room bytes that the pictures of all parts together may still take */
    CachedData(DataFile file, AtomicLong room) {
        this.file = file;
        this.room = room;
    }

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
        return opened.computeIfAbsent(new Part(split, imgsz), part -> new CachedDataset(file.open(split, imgsz), room));
    }

    @Override
    public String description(Split split) {
        return file.description(split);
    }
}
