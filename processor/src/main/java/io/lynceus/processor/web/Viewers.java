package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Bounds how many requests of a kind may be at work at the same time: each holds a thread, and more. */
final class Viewers {
    private final int most;
    private final Semaphore places;

    Viewers(int most) {
        this.most = most;
        this.places = new Semaphore(most);
    }

    void admit(HttpExchange exchange, Stay stay) throws IOException {
        if (!places.tryAcquire()) {
            Reply.text(exchange, 503, "Too many viewers.");
            return;
        }
        try {
            stay.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** How many there are now. */
    int count() {
        return most - places.availablePermits();
    }

    /** What a viewer came for. */
    interface Stay {
        void run() throws IOException, InterruptedException;
    }
}
