package io.lynceus.processor.capture;

import io.lynceus.processor.topics.Topics;
import io.lynceus.schemas.CameraStatusSerde;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The camera-status topic. While the broker is away up to 4 MiB of status wait for it, for as long as it takes. */
public final class KafkaStatusSink implements StatusSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStatusSink.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_BLOCK_MILLIS = 2_000;
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    private final KafkaProducer<String, CameraStatus> producer;

    private KafkaStatusSink(KafkaProducer<String, CameraStatus> producer) {
        this.producer = producer;
    }

    /**
     * Connects.
     *
     * @param bootstrap host:port of the broker
     * @throws RunError when the broker is away or the topic is missing
     */
    public static KafkaStatusSink open(String bootstrap) {
        Topics.require(bootstrap, Topics.CAMERA_STATUS);
        KafkaProducer<String, CameraStatus> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1, // see PacketProducer
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4L << 20,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LONGEST_BLOCK_MILLIS,
                        // Status is rare: a topic forgotten in between would have to be looked up on a broker that may
                        // be away.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        YEAR_MILLIS),
                new StringSerializer(),
                new CameraStatusSerde().serializer());
        // Looked up now: the first status may be that the broker is away.
        producer.partitionsFor(Topics.CAMERA_STATUS);
        return new KafkaStatusSink(producer);
    }

    @Override
    public void publish(CameraStatus status) {
        try {
            producer.send(
                    new ProducerRecord<>(
                            Topics.CAMERA_STATUS, null, status.getTime().toEpochMilli(), status.getCamera(), status),
                    (stored, problem) -> {
                        if (problem != null) {
                            lost(status, problem);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            lost(status, e);
        }
    }

    private static void lost(CameraStatus status, Exception problem) {
        LOG.atWarn()
                .addKeyValue("camera", status.getCamera())
                .addKeyValue("status", status.getStatus())
                .log("a status could not be stored in {}: {}", Topics.CAMERA_STATUS, problem.getMessage());
    }

    /** Waits up to 5 s for what is under way. */
    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
