package io.lynceus.processor.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers that mostly follow one another, kept as runs: a million frames without a gap are one entry. One
 * thread.
 */
public final class SequenceSet {
    /** First to last of each run, both in it; runs neither touch nor overlap. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    /** The empty set. */
    public SequenceSet() {}

    /** @param runs as {@link #runs} gives them; copied */
    public SequenceSet(SortedMap<Long, Long> runs) {
        this.runs.putAll(runs);
    }

    /** First to last of each run, both in it, in order; a view. */
    public SortedMap<Long, Long> runs() {
        return Collections.unmodifiableSortedMap(runs);
    }

    /** Takes the lowest gaps for filled until no more than so many runs are left. */
    public void closeGaps(int mostRuns) {
        while (runs.size() > Math.max(1, mostRuns)) {
            Map.Entry<Long, Long> lowest = runs.pollFirstEntry();
            Map.Entry<Long, Long> next = runs.pollFirstEntry();
            runs.put(lowest.getKey(), next.getValue());
        }
    }

    /** @return false when it was there */
    public boolean add(long number) {
        if (contains(number)) {
            return false;
        }
        long first = number;
        long last = number;
        Map.Entry<Long, Long> before = runs.lowerEntry(number);
        if (before != null && before.getValue() == number - 1) {
            first = before.getKey();
        }
        Long after = number == Long.MAX_VALUE ? null : runs.get(number + 1);
        if (after != null) {
            runs.remove(number + 1);
            last = after;
        }
        runs.put(first, last);
        return true;
    }

    /** True when the number is there. */
    public boolean contains(long number) {
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        return run != null && run.getValue() >= number;
    }

    /** The highest number, or the one given when there is none. */
    public long lastOr(long none) {
        Map.Entry<Long, Long> last = runs.lastEntry();
        return last == null ? none : last.getValue();
    }

    /** The numbers from one on; a copy. */
    public SequenceSet from(long first) {
        SequenceSet rest = new SequenceSet(runs.tailMap(first, true));
        Map.Entry<Long, Long> cut = runs.lowerEntry(first);
        if (cut != null && cut.getValue() >= first) {
            rest.runs.put(first, cut.getValue());
        }
        return rest;
    }

    /** How many of this set's numbers the other has not. */
    public long without(SequenceSet other) {
        long missing = 0;
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            missing += run.getValue() - run.getKey() + 1 - other.countWithin(run.getKey(), run.getValue());
        }
        return missing;
    }

    /**
     * How many numbers between the first and the last are not there.
     *
     * @param end the number after the last; null when that is not known and the last that is there is taken for it
     */
    public long holes(@Nullable Long end) {
        if (runs.isEmpty()) {
            return 0;
        }
        long first = runs.firstKey();
        long last = end == null ? runs.lastEntry().getValue() : end - 1;
        return last - first + 1 - countWithin(first, last);
    }

    /**
     * What is not there, first to last of each stretch, in order. Stretches that lie close to one another are one, with
     * what is there between them.
     *
     * @param first the lowest number that is looked at
     * @param last the highest
     * @param close how many numbers at least keep two stretches apart
     */
    public SortedMap<Long, Long> gaps(long first, long last, long close) {
        TreeMap<Long, Long> gaps = new TreeMap<>();
        long next = first;
        Map.Entry<Long, Long> before = runs.floorEntry(first);
        if (before != null) {
            next = Math.max(first, before.getValue() + 1);
        }
        for (Map.Entry<Long, Long> run : runs.tailMap(first, false).entrySet()) {
            if (run.getKey() > last) {
                break;
            }
            addGap(gaps, next, run.getKey() - 1, close);
            next = run.getValue() + 1;
        }
        addGap(gaps, next, last, close);
        return gaps;
    }

    private static void addGap(TreeMap<Long, Long> gaps, long first, long last, long close) {
        if (first > last) {
            return;
        }
        Map.Entry<Long, Long> before = gaps.lastEntry();
        if (before != null && first - before.getValue() <= close) {
            gaps.put(before.getKey(), last);
        } else {
            gaps.put(first, last);
        }
    }

    private long countWithin(long first, long last) {
        long count = 0;
        Map.Entry<Long, Long> run = runs.floorEntry(first);
        Long from = run == null ? first : run.getKey();
        for (Map.Entry<Long, Long> entry : runs.subMap(from, true, last, true).entrySet()) {
            count += Math.max(0, Math.min(entry.getValue(), last) - Math.max(entry.getKey(), first) + 1);
        }
        return count;
    }
}
