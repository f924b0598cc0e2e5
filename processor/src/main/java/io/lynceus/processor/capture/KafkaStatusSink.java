package io.lynceus.processor.capture;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The camera-status topic. While the broker is away up to 4 MiB of status wait for it, for as long as it takes. */
public final class KafkaStatusSink implements StatusSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStatusSink.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_BLOCK_MILLIS = 2_000;
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    private final String topic;
    private final RecordTime time;
    private final KafkaProducer<String, CameraStatus> producer;

    private KafkaStatusSink(String topic, RecordTime time, KafkaProducer<String, CameraStatus> producer) {
        this.topic = topic;
        this.time = time;
        this.producer = producer;
    }

    /** Connects, with this machine's clock. */
    public static KafkaStatusSink open(Broker broker) {
        return open(broker, RecordTime.ours());
    }

    /**
     * Connects.
     *
     * @param time that the records are stamped with
     * @throws RunError when the broker is away or the topic is missing
     */
    public static KafkaStatusSink open(Broker broker, RecordTime time) {
        String topic = broker.topics().cameraStatus();
        broker.require(topic);
        KafkaProducer<String, CameraStatus> producer = broker.producer(
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4L << 20,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LONGEST_BLOCK_MILLIS,
                        // Status is rare: a topic forgotten in between would have to be looked up on a broker that may
                        // be away.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        YEAR_MILLIS),
                broker.codecs().cameraStatus().serializer());
        // Looked up now: the first status may be that the broker is away.
        producer.partitionsFor(topic);
        return new KafkaStatusSink(topic, time, producer);
    }

    @Override
    public void publish(CameraStatus status) {
        send(status, true);
    }

    private void send(CameraStatus status, boolean again) {
        try {
            producer.send(
                    new ProducerRecord<>(topic, null, time.millis(), status.getCamera(), status), (stored, problem) -> {
                        if (problem != null && again && time.refused(problem)) {
                            send(status, false);
                        } else if (problem != null) {
                            lost(status, problem);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            lost(status, e);
        }
    }

    private void lost(CameraStatus status, Exception problem) {
        LOG.atWarn()
                .addKeyValue("camera", status.getCamera())
                .addKeyValue("status", status.getStatus())
                .log("a status could not be stored in {}: {}", topic, problem.getMessage());
    }

    /** Waits up to 3 s for what is under way. */
    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
