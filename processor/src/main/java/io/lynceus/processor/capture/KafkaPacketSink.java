package io.lynceus.processor.capture;

import io.lynceus.processor.config.RunError;
import io.lynceus.processor.topics.Topics;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The packets topic. Each packet is stored once and in order, by an idempotent producer; 64 MiB wait for the broker at most. */
public final class KafkaPacketSink implements PacketSink, AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<String, EncodedPacket> producer;
    private final AtomicReference<@Nullable RunError> failure = new AtomicReference<>();

    private KafkaPacketSink(KafkaProducer<String, EncodedPacket> producer) {
        this.producer = producer;
    }

    /**
     * Connects.
     *
     * @param bootstrap host:port of the broker
     * @throws RunError when the broker is away or the topic is missing
     */
    public static KafkaPacketSink open(String bootstrap) {
        Topics.require(bootstrap, Topics.PACKETS);
        return new KafkaPacketSink(new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "none",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.LARGEST_RECORD),
                new StringSerializer(),
                new EncodedPacketSerde().serializer()));
    }

    @Override
    public void send(EncodedPacket packet) {
        check();
        // The ingest time is our clock's; brokers refuse timestamps too far from theirs, and a camera's clock may be
        // anywhere.
        long timestamp = packet.getIngestTime().toEpochMilli();
        try {
            producer.send(
                    new ProducerRecord<>(Topics.PACKETS, null, timestamp, packet.getCamera(), packet),
                    (stored, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, refused(packet, problem));
                        }
                    });
        } catch (KafkaException e) {
            throw refused(packet, e);
        }
    }

    @Override
    public void flush() {
        producer.flush();
        check();
    }

    private void check() {
        RunError failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static RunError refused(EncodedPacket packet, Exception problem) {
        return new RunError(
                "camera " + packet.getCamera() + ": a packet of "
                        + packet.getData().remaining() + " bytes could not be stored in " + Topics.PACKETS + ": "
                        + problem.getMessage(),
                problem);
    }

    /** Waits up to 10 s for what is under way. */
    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
