package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RegistryRefusal;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.schemas.UnknownSchemaException;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
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

    private final Broker broker;
    private final Deserializer<EncodedPacket> deserializer;

    KafkaPacketReplay(Broker broker) {
        this.broker = broker;
        this.deserializer = broker.codecs().packets().deserializer();
    }

    @Override
    public void read(PacketFacts.Origin from, long end, BiPredicate<EncodedPacket, PacketFacts.Origin> packets) {
        TopicPartition partition = new TopicPartition(from.topic(), from.partition());
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
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
                    if (one.offset() < last && !give(one, packets)) {
                        return;
                    }
                }
            }
        }
    }

    private boolean give(ConsumerRecord<byte[], byte[]> one, BiPredicate<EncodedPacket, PacketFacts.Origin> packets) {
        EncodedPacket packet;
        try {
            packet = deserializer.deserialize(one.topic(), one.value());
        } catch (UnknownSchemaException | RegistryRefusal e) {
            throw e; // nobody put it aside
        } catch (SerializationException e) {
            return true; // among the dead letters since it was read first
        }
        return packet == null
                || packets.test(packet, new PacketFacts.Origin(one.topic(), one.partition(), one.offset()));
    }
}
