package io.lynceus.processor.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of threads, one for each request from its first byte on. When all are taken and others wait, those
 * whose request is not whole after a moment are sent away, so that half a request cannot keep probes from their answer.
 * Safe for use by many threads.
 */
final class RequestThreads implements Executor, AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService watch;
    /** Since when a thread reads a request that is not whole, by the nano clock. */
    private final Map<Thread, Long> reading = new HashMap<>();

    /** @param most requests at the same time; more wait */
    RequestThreads(int most) {
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                most,
                most,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon(work, "http-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        watch = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "http-room"));
        watch.scheduleWithFixedDelay(this::makeRoom, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable request) {
        pool.execute(() -> {
            begin();
            try {
                request.run();
            } finally {
                whole();
            }
        });
    }

    private synchronized void begin() {
        reading.put(Thread.currentThread(), System.nanoTime());
    }

    /** To be the first of each path: says that a request is whole. */
    Filter filter() {
        return new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                whole();
                chain.doFilter(exchange);
            }

            @Override
            public String description() {
                return "a request that is whole";
            }
        };
    }

    /** The calling thread's request is whole: from now on it is left alone. */
    synchronized void whole() {
        reading.remove(Thread.currentThread());
    }

    /** Interrupting who waits for a connection's bytes closes the connection. */
    private synchronized void makeRoom() {
        if (pool.getActiveCount() < pool.getMaximumPoolSize() || pool.getQueue().isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (Iterator<Map.Entry<Thread, Long>> all = reading.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Thread, Long> one = all.next();
            if (now - one.getValue() > MOMENT.toNanos()) {
                all.remove();
                one.getKey().interrupt();
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        pool.shutdownNow();
    }
}
