package io.lynceus.processor.demo;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed events from their topic, as any client would: what the page shows has been through Kafka, and the
 * latency that it shows includes the commit.
 */
final class EventFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Broker broker;
    private final Consumer<FrameDetections> onEvent;
    private final AtomicLong frames = new AtomicLong();
    private final Thread thread = new Thread(this::follow, "lynceus-demo-events");
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** @param onEvent called for each event on a thread of the follower's own */
    EventFollower(Broker broker, Consumer<FrameDetections> onEvent) {
        this.broker = broker;
        this.onEvent = onEvent;
        thread.setDaemon(true);
        thread.start();
    }

    /** Frames whose event has been seen. */
    long frames() {
        return frames.get();
    }

    /** @throws io.lynceus.vision.RunError when reading has failed */
    void check() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private void follow() {
        try (EventReader reader = EventReader.open(broker, true)) {
            while (!closing) {
                for (FrameDetections event : reader.poll(POLL)) {
                    onEvent.accept(event);
                    frames.addAndGet(event.getFrameCount());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
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
