package io.lynceus.processor.streams;

import io.lynceus.processor.topics.SequenceSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which packets of a camera's latest other epochs were seen: one that comes after all, or again, has one event and not two. */
final class PastEpochs {
    /** A camera has one connection, two when somebody captures it twice. */
    private static final int MOST = 4;

    private final TreeMap<Long, SequenceSet> seen = new TreeMap<>();

    void add(long epoch, SequenceSet packets) {
        seen.put(epoch, packets);
        while (seen.size() > MOST) {
            seen.pollFirstEntry();
        }
    }

    /** The packets of an epoch that goes on; empty when it is not known. */
    SequenceSet take(long epoch) {
        SequenceSet known = seen.remove(epoch);
        return known == null ? new SequenceSet() : known;
    }

    /** Notes a packet; false when it was seen before. */
    boolean open(long epoch, long sequence, int mostRuns) {
        SequenceSet known = take(epoch);
        boolean fresh = known.add(sequence);
        known.closeGaps(mostRuns);
        add(epoch, known);
        return fresh;
    }

    /** For each epoch first to last of each run; a copy. */
    SortedMap<Long, SortedMap<Long, Long>> runs() {
        TreeMap<Long, SortedMap<Long, Long>> runs = new TreeMap<>();
        seen.forEach((epoch, packets) -> runs.put(epoch, new TreeMap<>(packets.runs())));
        return runs;
    }

    /** Goes on from what {@link #runs} was. */
    void resume(SortedMap<Long, SortedMap<Long, Long>> runs) {
        seen.clear();
        runs.forEach((epoch, packets) -> seen.put(epoch, new SequenceSet(packets)));
    }
}
