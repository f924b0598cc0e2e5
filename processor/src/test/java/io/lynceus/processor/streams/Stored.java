package io.lynceus.processor.streams;

import static java.util.Objects.requireNonNull;

import io.lynceus.processor.kafka.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic holds, read as any consumer would. */
final class Stored {
    private Stored() {}

    /** The committed records of partition 0, until there are so many. */
    static List<ConsumerRecord<byte[], byte[]>> read(Broker connection, String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            while (records.size() < count) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }

    /** How far partition 0 is committed. */
    static long end(Broker connection, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            return requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Broker connection) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", connection.bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
