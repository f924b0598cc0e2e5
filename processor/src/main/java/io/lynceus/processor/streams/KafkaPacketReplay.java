package io.lynceus.processor.streams;

import io.lynceus.processor.topics.Topics;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Replays from the broker, with a consumer of its own and no group for each call.
 *
 * <p>What the consumer throws is the caller's to tell apart; what the callback throws is not touched: Kafka
 * Streams steers its threads by exceptions that come out of {@code forward}.
 */
final class KafkaPacketReplay implements PacketReplay {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrap;
    private final Deserializer<EncodedPacket> deserializer = new EncodedPacketSerde().deserializer();

    KafkaPacketReplay(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public void read(PacketFacts.Origin from, long end, BiConsumer<EncodedPacket, PacketFacts.Origin> packets) {
        TopicPartition partition = new TopicPartition(from.topic(), from.partition());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from.offset());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            // A topic that was deleted and made again ends sooner.
            long last = Math.min(end, consumer.endOffsets(List.of(partition)).getOrDefault(partition, end));
            while (consumer.position(partition) < last) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new TimeoutException("packets of " + partition + " from offset " + from.offset() + " to "
                            + last + " could not be read again: the broker gave none for " + PATIENCE.toSeconds()
                            + " s");
                }
                for (ConsumerRecord<byte[], byte[]> one : records) {
                    if (one.offset() < last) {
                        give(one, packets);
                    }
                }
            }
        }
    }

    private void give(ConsumerRecord<byte[], byte[]> one, BiConsumer<EncodedPacket, PacketFacts.Origin> packets) {
        EncodedPacket packet;
        try {
            packet = deserializer.deserialize(one.topic(), one.value());
        } catch (SerializationException e) {
            return; // among the dead letters since it was read first
        }
        if (packet != null) {
            packets.accept(packet, new PacketFacts.Origin(one.topic(), one.partition(), one.offset()));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        // Where retention has been: on with what is left. Who asked sees what is missing.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        Topics.PARTITION_FETCH,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        Topics.FETCH),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
