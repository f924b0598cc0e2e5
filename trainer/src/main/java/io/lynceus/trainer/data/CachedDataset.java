package io.lynceus.trainer.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was loaded once: decoded and scaled pictures, imgsz x imgsz x 3 bytes each at most. For data that do not
 * fit into memory it keeps the first that do. Any thread.
 */
final class CachedDataset implements Dataset {
    private final Dataset set;
    private final AtomicReferenceArray<Sample> kept;
    private final int most;

    /** @param bytes that it may take */
    CachedDataset(Dataset set, int imgsz, long bytes) {
        this.set = set;
        this.kept = new AtomicReferenceArray<>(set.size());
        this.most = (int) Math.min(set.size(), bytes / (3L * imgsz * imgsz));
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public List<String> classNames() {
        return set.classNames();
    }

    @Override
    public Labelled labelled(int index) {
        return set.labelled(index);
    }

    @Override
    public @Nullable CocoTruth coco() {
        return set.coco();
    }

    @Override
    public Sample load(int index) {
        Sample before = kept.get(index);
        if (before != null) {
            return before;
        }
        Sample loaded = set.load(index);
        if (index < most) {
            kept.set(index, loaded);
        }
        return loaded;
    }
}
