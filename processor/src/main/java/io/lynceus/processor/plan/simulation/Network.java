package io.lynceus.processor.plan.simulation;

import java.util.ArrayList;
import java.util.List;

/** The brokers: there or away, and the events that came out. */
final class Network {
    private final Agenda agenda;
    private final Latencies latencies;
    private final long from;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean there = true;
    private long out;

    /** @param from nanoseconds from which on frames' latencies count */
    Network(Agenda agenda, Latencies latencies, long from) {
        this.agenda = agenda;
        this.latencies = latencies;
        this.from = from;
    }

    boolean there() {
        return there;
    }

    /** At once, or when they are back. */
    void whenThere(Runnable what) {
        if (there) {
            what.run();
        } else {
            waiting.add(what);
        }
    }

    void away() {
        there = false;
    }

    void back() {
        there = true;
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    /** Events of these frames are committed. */
    void out(List<Frame> frames) {
        out += frames.size();
        for (Frame frame : frames) {
            if (frame.ingest() >= from) {
                latencies.add(agenda.now() - frame.ingest());
            }
        }
    }

    /** Frames whose events are out. */
    long out() {
        return out;
    }
}
