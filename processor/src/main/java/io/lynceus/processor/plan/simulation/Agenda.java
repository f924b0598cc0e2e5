package io.lynceus.processor.plan.simulation;

import java.util.PriorityQueue;

/** What is to happen when. Of two things at the same moment the one comes first that was put down first. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long put;

    private record Entry(long time, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
        }
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable what) {
        entries.add(new Entry(now + nanos, put++, what));
    }

    /** Has all of it happen that is due until then. */
    void run(long until) {
        while (!entries.isEmpty() && entries.peek().time() <= until) {
            Entry next = entries.remove();
            now = next.time();
            next.what().run();
        }
        now = until;
    }
}
