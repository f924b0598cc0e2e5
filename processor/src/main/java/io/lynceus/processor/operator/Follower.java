package io.lynceus.processor.operator;

import io.lynceus.processor.kafka.TopicReader;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic on a thread of its own until it is closed. A page that misses records is better than none. */
final class Follower<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<TopicReader<T>> open;
    private final Consumer<T> taker;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** @param taker called for each record on this follower's thread */
    Follower(String topic, Supplier<TopicReader<T>> open, Consumer<T> taker) {
        this.open = open;
        this.taker = taker;
        this.thread = new Thread(this::follow, "page-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws RuntimeException what has ended the reading */
    void check() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void follow() {
        while (!closing && failure == null) {
            read();
        }
    }

    /** Reads on until it is closed, or the broker does not answer in time or refuses. */
    private void read() {
        try (TopicReader<T> reader = open.get()) {
            while (!closing) {
                reader.poll(POLL).forEach(taker);
            }
        } catch (RunError e) {
            if (e.getCause() instanceof RetriableException) {
                LOG.warn("the page waits: {}", e.getMessage());
                return;
            }
            failure = e;
            LOG.warn("the page goes on without: {}", e.getMessage());
        } catch (RuntimeException e) {
            failure = e;
            LOG.warn("the page goes on without {}", thread.getName(), e);
        }
    }

    /** Stops reading and waits until the thread has ended. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
