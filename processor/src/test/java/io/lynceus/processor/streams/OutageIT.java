package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.kafka.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker that is away for longer than any client of it would wait. */
class OutageIT {
    private static final Map<String, Object> IMPATIENT = Map.of(
            StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG),
            1_000,
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
            2_000,
            StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
            2_000,
            StreamsConfig.producerPrefix(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG),
            1_000,
            StreamsConfig.consumerPrefix(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG),
            2_000);

    @TempDir
    Path folder;

    private final Logger log = (Logger) LoggerFactory.getLogger(Waiting.class);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    @Test
    void captureAndDetectionWaitAndSaySoOnceAndOneThatIsStoppedMeanwhileEnds() throws Exception {
        int port = SteadyPort.find();
        EmbeddedBroker broker = EmbeddedBroker.start(port, folder.resolve("log"));
        Broker connection = broker.connection();
        try (TopicSetup topics = TopicSetup.open(connection)) {
            topics.create(new TopicLayout(2, 1, 1 << 20));
        }
        try (FaultScene scene = new FaultScene(connection, 4, Duration.ofMillis(50));
                DetectionService service = service(connection, "one");
                DetectionService stopped = service(connection, "two")) {
            scene.awaitFrames(10, service, stopped);
            broker.close();
            // The one that is stopped says so too.
            while (!said.contains("capture waits") || Collections.frequency(said, "detection waits") < 2) {
                assertThat(service.await(Duration.ofMillis(100))).isFalse();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            stopped.close();
            broker = EmbeddedBroker.start(port, folder.resolve("log"));
            while (!said.contains("detection goes on")) {
                scene.awaitFrames(10, service);
            }
            scene.end(service);
        } finally {
            broker.close();
        }
        assertThat(said).containsOnlyOnce("capture waits", "capture goes on");
    }

    private DetectionService service(Broker broker, String name) {
        return DetectionService.start(
                new DetectionSettings(broker, "outage", 1, folder.resolve(name)),
                new MeanDetector(),
                FrameListener.NONE,
                IMPATIENT);
    }
}
