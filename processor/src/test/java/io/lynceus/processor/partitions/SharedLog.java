package io.lynceus.processor.partitions;

import io.lynceus.schemas.avro.CameraPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log as a broker keeps it: batches whole and in one order, and compacted when somebody wants it. */
final class SharedLog {
    private record Kept(long offset, CameraPartition record) {}

    private final List<Kept> kept = new ArrayList<>();
    private long end;

    /** One who reads it and writes to it, with a place of their own. */
    synchronized ClaimLog opened() {
        return new ClaimLog() {
            private long next;

            @Override
            public List<CameraPartition> news() {
                synchronized (SharedLog.this) {
                    List<CameraPartition> news = kept.stream()
                            .filter(one -> one.offset >= next)
                            .map(Kept::record)
                            .toList();
                    next = end;
                    return news;
                }
            }

            @Override
            public void append(List<CameraPartition> records) {
                synchronized (SharedLog.this) {
                    records.forEach(record -> kept.add(new Kept(end++, record)));
                }
            }
        };
    }

    /** Leaves the last record of each camera alone. */
    synchronized void compact() {
        Map<String, Kept> last = new HashMap<>();
        kept.forEach(one -> last.put(one.record.getCamera(), one));
        kept.clear();
        kept.addAll(last.values());
        kept.sort(Comparator.comparing(Kept::offset));
    }
}
