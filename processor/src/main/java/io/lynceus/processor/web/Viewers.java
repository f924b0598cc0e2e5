package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests of a kind may be at work at the same time: each holds a thread, and more. Who has not taken
 * anything for a while makes place for the next.
 */
final class Viewers {
    private final int most;
    private final long patience;
    private final Set<Visit> visits = new HashSet<>();

    /** @param patience after which a viewer that takes nothing may have to go */
    Viewers(int most, Duration patience) {
        this.most = most;
        this.patience = patience.toNanos();
    }

    /** One viewer. */
    static final class Visit {
        private final Thread thread = Thread.currentThread();
        private volatile long since = System.nanoTime();
        private volatile boolean waits;

        /** From now on, until {@link #took}, it has nothing to take: that is being made, and nobody takes its place. */
        void waits() {
            waits = true;
        }

        /** It has taken all that was written so far. */
        void took() {
            since = System.nanoTime();
            waits = false;
        }

        private boolean isOver(long now, long patience) {
            return !waits && now - since > patience;
        }
    }

    void admit(HttpExchange exchange, Stay stay) throws IOException {
        Visit visit = enter();
        if (visit == null) {
            Reply.text(exchange, 503, "Too many viewers.");
            return;
        }
        try {
            stay.run(visit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(visit);
        }
    }

    private synchronized @Nullable Visit enter() {
        long now = System.nanoTime();
        if (visits.size() >= most) {
            visits.stream()
                    .filter(visit -> visit.isOver(now, patience))
                    .max(Comparator.comparingLong(visit -> now - visit.since))
                    .ifPresent(visit -> {
                        visits.remove(visit);
                        // Closes the connection that it is writing to.
                        visit.thread.interrupt();
                    });
        }
        if (visits.size() >= most) {
            return null;
        }
        Visit visit = new Visit();
        visits.add(visit);
        return visit;
    }

    private synchronized void leave(Visit visit) {
        visits.remove(visit);
    }

    /** How many there are now. */
    synchronized int count() {
        return visits.size();
    }

    /** What a viewer came for. */
    interface Stay {
        void run(Visit visit) throws IOException, InterruptedException;
    }
}
