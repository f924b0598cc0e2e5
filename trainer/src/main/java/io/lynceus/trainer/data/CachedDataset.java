package io.lynceus.trainer.data;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps what was loaded once: decoded and scaled pictures. For data that do not fit into memory it keeps the first that
 * are loaded. Any thread.
 */
final class CachedDataset extends KeptDataset {
    private final AtomicReferenceArray<Sample> kept;
    private final AtomicLong room;

    /** @param room bytes that it and others may still take */
    CachedDataset(Dataset set, AtomicLong room) {
        super(set);
        this.kept = new AtomicReferenceArray<>(set.size());
        this.room = room;
    }

    @Override
    public Sample load(int index) {
        Sample before = kept.get(index);
        if (before != null) {
            return before;
        }
        Sample loaded = set.load(index);
        long bytes = loaded.picture().rgb().length;
        if (room.addAndGet(-bytes) < 0 || !kept.compareAndSet(index, null, loaded)) {
            room.addAndGet(bytes);
        }
        return loaded;
    }
}
