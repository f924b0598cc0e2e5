package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Bounds how many requests may wait or stream at the same time: each holds a thread. */
final class Viewers {
    static final int MOST = 48;

    private final Semaphore places = new Semaphore(MOST);

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
        return MOST - places.availablePermits();
    }

    /** What a viewer came for. */
    interface Stay {
        void run() throws IOException, InterruptedException;
    }
}
