package io.lynceus.processor.plan.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code inference.Batcher}: a batch goes when it is full, when every thread that brings pictures waits,
 * or when its first picture has waited for the longest delay; there are as many under way as lanes.
 */
final class Batches {
    private final Agenda agenda;
    private final Servers servers;
    private final int capacity;
    private final long delay;
    private final IntToLongFunction run;
    private final ArrayDeque<Member> outside = new ArrayDeque<>();
    private final Set<Object> active = new HashSet<>();
    private final Set<Object> waiting = new HashSet<>();
    private @Nullable Batch filling;
    private int lanes;

    private record Member(Object thread, Runnable done) {}

    private static final class Batch {
        private final List<Member> members = new ArrayList<>();
        private boolean gone;
    }

    /**
     * @param servers that run batches
     * @param capacity pictures of a batch
     * @param delay nanoseconds that the first picture waits at most
     * @param run nanoseconds of a run by its pictures
     */
    Batches(Agenda agenda, Servers servers, int lanes, int capacity, long delay, IntToLongFunction run) {
        this.agenda = agenda;
        this.servers = servers;
        this.lanes = lanes;
        this.capacity = capacity;
        this.delay = delay;
        this.run = run;
    }

    /** The thread brings a picture and waits until it is done. */
    void join(Object thread, Runnable done) {
        active.add(thread);
        waiting.add(thread);
        outside.add(new Member(thread, done));
        place();
    }

    private void place() {
        while (!outside.isEmpty() && (filling != null || lanes > 0)) {
            Batch batch = filling;
            if (batch == null) {
                batch = begin();
            }
            batch.members.add(outside.remove());
            filling = batch.members.size() == capacity ? null : batch;
            if (batch.members.size() == capacity) {
                go(batch);
            }
        }
        Batch batch = filling;
        if (batch != null && waiting.size() == active.size()) {
            go(batch);
        }
    }

    private Batch begin() {
        lanes--;
        Batch batch = new Batch();
        if (capacity > 1) {
            agenda.after(delay, () -> {
                if (!batch.gone) {
                    active.retainAll(waiting);
                    go(batch);
                }
            });
        }
        return batch;
    }

    private void go(Batch batch) {
        batch.gone = true;
        filling = filling == batch ? null : filling;
        servers.work(run.applyAsLong(batch.members.size()), () -> {
            batch.members.forEach(member -> waiting.remove(member.thread()));
            lanes++;
            batch.members.forEach(member -> member.done().run());
            place();
        });
    }
}
