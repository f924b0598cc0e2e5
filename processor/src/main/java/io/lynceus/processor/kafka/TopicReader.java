package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Reads one topic, read_committed and without a group, past records that are none of ours. One thread. */
public final class TopicReader<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Broker broker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<T> deserializer;
    private boolean told;

    /**
     * @param fromBeginning all that the topic holds first, instead of from now on
     * @throws RunError when the broker is away or does not let us read the topic
     */
    public TopicReader(Broker broker, String topic, Deserializer<T> deserializer, boolean fromBeginning) {
        this(broker, topic, deserializer, (consumer, partitions) -> {
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                // Seeks are lazy; asking for the position makes "from now on" mean now.
                partitions.forEach(consumer::position);
            }
        });
    }

    /**
     * @param since what was written then and later, by the broker's clock
     * @throws RunError when the broker is away or does not let us read the topic
     */
    public TopicReader(Broker broker, String topic, Deserializer<T> deserializer, Instant since) {
        this(broker, topic, deserializer, (consumer, partitions) -> {
            consumer.seekToEnd(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found != null) {
                    consumer.seek(partition, found.offset());
                }
            });
            partitions.forEach(consumer::position);
        });
    }

    private TopicReader(
            Broker broker,
            String topic,
            Deserializer<T> deserializer,
            BiConsumer<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> seek) {
        this.broker = broker;
        this.deserializer = deserializer;
        this.consumer = broker.consumer(Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000));
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            seek.accept(consumer, partitions);
        } catch (KafkaException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new RunError("reading " + topic + " of the broker at " + broker + " failed: " + broker.words(e), e);
        }
    }

    /** What came, waiting up to a time for the first. */
    public List<T> poll(Duration time) {
        List<T> values = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(time)) {
                read(one, values);
            }
        } catch (KafkaException e) {
            throw new RunError("reading from the broker at " + broker + " stopped: " + broker.words(e), e);
        }
        return values;
    }

    private void read(ConsumerRecord<byte[], byte[]> one, List<T> values) {
        try {
            T value = deserializer.deserialize(one.topic(), one.value());
            if (value != null) {
                values.add(value);
            }
        } catch (SerializationException e) {
            // The first is told of: where none can be read (no registry, say), there would be silence for an answer.
            LOG.atLevel(told ? Level.DEBUG : Level.WARN)
                    .addKeyValue("partition", one.partition())
                    .addKeyValue("offset", one.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("a record of {} is passed over", one.topic());
            told = true;
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
