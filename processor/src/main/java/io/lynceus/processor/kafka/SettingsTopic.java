package io.lynceus.processor.kafka;

import io.lynceus.schemas.avro.CameraSettings;
import io.lynceus.vision.RunError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings topic: read to its end when it is opened, and followed from then on, on a thread of its own. A broker
 * that is away is waited for.
 */
public final class SettingsTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Somebody waits for the answer: what is not stored in ten seconds is given up, and not stored later. */
    private static final Map<String, Object> SOON = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);

    private final Broker broker;
    private final Deserializer<CameraSettings> deserializer;
    private final BiConsumer<String, @Nullable CameraSettings> taker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::follow, "settings");
    private volatile boolean closing;

    private SettingsTopic(Broker broker, BiConsumer<String, @Nullable CameraSettings> taker) {
        this.broker = broker;
        this.taker = taker;
        this.deserializer = broker.codecs().settings().deserializer();
        this.consumer = broker.consumer(Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000));
    }

    /**
     * Returns when all that was written so far is taken.
     *
     * @param taker gets each camera's settings; null where the file's count again
     * @throws RunError when the broker is away, or has no such topic
     */
    public static SettingsTopic follow(Broker broker, BiConsumer<String, @Nullable CameraSettings> taker) {
        broker.require(broker.topics().settings());
        SettingsTopic topic = new SettingsTopic(broker, taker);
        try {
            topic.readToTheEnd();
        } catch (KafkaException e) {
            topic.consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new RunError("the settings of the broker at " + broker + " cannot be read: " + broker.words(e), e);
        }
        topic.thread.setDaemon(true);
        topic.thread.start();
        return topic;
    }

    private void readToTheEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(broker.topics().settings()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("nothing came for " + PATIENCE.toSeconds() + " s");
            }
            poll();
        }
    }

    private void follow() {
        try {
            while (!closing) {
                poll();
            }
        } catch (KafkaException e) {
            LOG.error("the settings are not followed any more: {}", broker.words(e));
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
            try {
                if (one.key() != null) {
                    CameraSettings value = deserializer.deserialize(one.topic(), one.value());
                    taker.accept(new String(one.key(), StandardCharsets.UTF_8), value);
                }
            } catch (SerializationException e) {
                LOG.warn("settings at offset {} are left aside: {}", one.offset(), e.getMessage());
            }
        }
    }

    /**
     * Returns when it is stored.
     *
     * @param settings null for those of the file
     * @throws RunError when the broker does not take it in time
     */
    public void write(String camera, @Nullable CameraSettings settings) {
        try (KafkaProducer<String, CameraSettings> producer =
                broker.producer(SOON, broker.codecs().settings().serializer())) {
            producer.send(new ProducerRecord<>(broker.topics().settings(), camera, settings))
                    .get();
        } catch (ExecutionException e) {
            throw new RunError("the settings of " + camera + " are not saved: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while the settings were saved", e);
        }
    }

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
