package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordLimits;
import io.lynceus.processor.kafka.Replication;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.vision.RunError;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/**
 * The detection topology, running. The detector stays the caller's and is closed after this.
 */
public final class DetectionService implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final InstanceName name;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private DetectionService(KafkaStreams streams, InstanceName name) {
        this.streams = streams;
        this.name = name;
    }

    /**
     * Connects, sees that the topics are there and starts the stream threads; returns when they have their partitions.
     *
     * @throws RunError when the broker is away, a topic is missing or the state folder cannot be written
     * @throws io.lynceus.vision.UserError when a process with the settings' instance name is at work
     */
    public static DetectionService start(DetectionSettings settings, Detector detector, FrameListener listener) {
        return start(settings, detector, listener, Map.of());
    }

    /** @param others settings of Kafka Streams that go before ours, for tests that cannot wait as long as users can */
    static DetectionService start(
            DetectionSettings settings, Detector detector, FrameListener listener, Map<String, Object> others) {
        Broker broker = settings.broker();
        TopicNames topics = broker.topics();
        broker.require(topics.packets(), topics.detections(), topics.deadLetters());
        RecordLimits.letters(broker);
        Replication replication = Replication.of(broker, topics.packets());
        replication.expect(broker, DetectTopology.changelog(settings.applicationId()));
        InstanceName name = InstanceName.claim(settings.stateFolder(), settings.applicationId(), settings.instance());
        DetectionService service;
        try {
            WorkLimits limits = WorkLimits.of(detector.frameTime(settings.threads()));
            Properties streams = StreamsSettings.of(settings, name.name(), limits, replication);
            streams.putAll(others);
            service = new DetectionService(
                    new KafkaStreams(
                            DetectTopology.build(
                                    topics,
                                    broker.codecs(),
                                    detector,
                                    listener,
                                    new KafkaPacketReplay(broker),
                                    settings.overload(),
                                    Clock.systemUTC(),
                                    limits.replay()),
                            streams,
                            new NamedClients(settings.applicationId(), name.name())),
                    name);
        } catch (RuntimeException e) {
            name.close();
            throw e;
        }
        service.start();
        return service;
    }

    private void start() {
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
            if (now.hasCompletedShutdown() || now == KafkaStreams.State.PENDING_ERROR) {
                running.countDown();
                ended.countDown();
            }
        });
        streams.start();
        try {
            running.await();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new RunError("stopped while the stream threads started", e);
        }
        try {
            check();
        } catch (RunError e) {
            close();
            throw e;
        }
    }

    /**
     * Waits until {@link #close} or a failure.
     *
     * @return false when the time was up first
     * @throws RunError with the cause when a stream thread failed
     */
    public boolean await(Duration time) {
        try {
            boolean over = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
            check();
            return over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Throws what {@link #await} would, if anything; does not wait. */
    public void check() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new RunError("detection stopped: " + message(thrown), thrown);
        }
    }

    /** The engine's or Kafka's own words, from under what Kafka Streams wraps them in. */
    private static @Nullable String message(Throwable thrown) {
        Throwable root = thrown;
        while (!(root instanceof RunError) && root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof FencedInstanceIdException) {
            return "another process of its application is at work under the same name: give each its own with --instance";
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** Commits what is done and stops, within 10 s; other instances take over the cameras at once. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        name.close();
        ended.countDown();
    }
}
