package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Reads one topic, read_committed and without a group, past records that are none of ours. One thread. */
public final class TopicReader<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Broker broker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<T> deserializer;
    private final List<TopicPartition> partitions;

    /** @param fromBeginning all that the topic holds first, instead of from now on */
    public TopicReader(Broker broker, String topic, Deserializer<T> deserializer, boolean fromBeginning) {
        this(broker, topic, deserializer);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            // Seeks are lazy; asking for the position makes "from now on" mean now.
            partitions.forEach(consumer::position);
        }
    }

    /** @param since what was written then and later, by the broker's clock */
    public TopicReader(Broker broker, String topic, Deserializer<T> deserializer, Instant since) {
        this(broker, topic, deserializer);
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            }
        });
        partitions.forEach(consumer::position);
    }

    private TopicReader(Broker broker, String topic, Deserializer<T> deserializer) {
        this.broker = broker;
        this.deserializer = deserializer;
        this.consumer = broker.consumer(Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 6_000));
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
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
            LOG.atDebug()
                    .addKeyValue("partition", one.partition())
                    .addKeyValue("offset", one.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("passed over");
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
