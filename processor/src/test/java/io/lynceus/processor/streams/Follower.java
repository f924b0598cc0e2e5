package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed events while faults happen, and sees that each camera's come in order without a gap or a second
 * one.
 */
final class Follower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final EventReader reader;
    private final Map<String, Long> next = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> disorder = new AtomicReference<>();
    private final Thread thread = new Thread(this::follow, "follower");
    private volatile boolean closed;

    Follower(Broker broker) {
        reader = EventReader.open(broker, true);
        thread.start();
    }

    private void follow() {
        try {
            while (!closed) {
                reader.poll(POLL).forEach(this::see);
            }
        } catch (RuntimeException e) {
            disorder.compareAndSet(null, e.toString());
        }
    }

    private void see(FrameDetections event) {
        long expected = next.getOrDefault(event.getCamera(), 0L);
        if (event.getSequence() != expected) {
            disorder.compareAndSet(
                    null, event.getCamera() + ": " + event.getSequence() + " where " + expected + " was next");
        }
        next.put(event.getCamera(), event.getSequence() + event.getFrameCount());
    }

    /** The number of frames that every one of so many cameras has seen its events of. */
    long frames(int cameras) {
        String wrong = disorder.get();
        if (wrong != null) {
            throw new AssertionError(wrong);
        }
        return next.size() < cameras
                ? 0
                : next.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        reader.close();
    }
}
