package io.lynceus.processor.streams;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How the stream threads stand, in figures. Any thread may ask. */
public final class StreamFigures {
    private final OpenWork work;
    private final Backlog backlog;
    private final LongAdder rebalances = new LongAdder();
    private final AtomicReference<@Nullable StreamRun> run = new AtomicReference<>();

    StreamFigures(OpenWork work, Backlog backlog) {
        this.work = work;
        this.backlog = backlog;
    }

    /** The threads from now on. */
    void of(StreamRun started) {
        run.set(started);
    }

    /** To be counted up. */
    LongAdder rebalances() {
        return rebalances;
    }

    /** How many records of this process' partitions wait in the topic; ends of streams are records too. */
    public long queued() {
        return backlog.waiting();
    }

    /** The same of one partition. */
    public long queued(int partition) {
        return backlog.waiting(partition);
    }

    /** How many frames have events that are not committed yet. */
    public long uncommitted() {
        return work.frames();
    }

    /** How often stream threads began again after their last commit, in this JVM. */
    public long rejoins() {
        return Rejoins.count();
    }

    /** How often partitions were shared out anew. */
    public long shared() {
        return rebalances.sum();
    }

    /** How many stream threads are in each of Kafka Streams' states, the states with none too. */
    public Map<String, Integer> threads() {
        StreamRun at = run.get();
        return at == null ? Map.of() : at.threads();
    }
}
