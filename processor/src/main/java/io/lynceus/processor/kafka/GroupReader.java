package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Committed records of one topic for a consumer group, from the earliest on. What was not {@link #took} comes again
 * after a restart, or to another of the group. One thread.
 */
public final class GroupReader implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    /** Few, for whoever takes ten seconds for each is still back before the group gives up on us. */
    private static final int RECORDS = 20;

    private final Broker broker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();

    /** @throws RunError when the broker is away or has no such topic */
    public GroupReader(Broker broker, String topic, String group) {
        broker.require(topic);
        this.broker = broker;
        this.consumer = broker.consumer(
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, group, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS));
        consumer.subscribe(List.of(topic));
    }

    /**
     * What came, waiting up to a time for the first.
     *
     * @throws RunError when the broker refuses us
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration time) {
        try {
            return consumer.poll(time);
        } catch (KafkaException e) {
            throw new RunError("reading from the broker at " + broker + " stopped: " + broker.words(e), e);
        }
    }

    /** Stays in the group for a while without taking records. */
    public void rest(Duration time) {
        consumer.pause(consumer.assignment());
        // Partitions that were given to us meanwhile are not paused.
        for (ConsumerRecord<byte[], byte[]> early : first(poll(time))) {
            consumer.seek(new TopicPartition(early.topic(), early.partition()), early.offset());
        }
        consumer.resume(consumer.paused());
    }

    private static List<ConsumerRecord<byte[], byte[]>> first(ConsumerRecords<byte[], byte[]> records) {
        return records.partitions().stream()
                .map(partition -> records.records(partition).get(0))
                .toList();
    }

    /** Whether a record that was polled is still ours: another of the group may have been given its partition. */
    public boolean has(ConsumerRecord<byte[], byte[]> record) {
        return consumer.assignment().contains(new TopicPartition(record.topic(), record.partition()));
    }

    /** A record does not have to come again, nor those of its partition before it; from the next {@link #done} on. */
    public void took(ConsumerRecord<byte[], byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    /** Writes down what was taken; a broker that is away, or a new share, may undo that. */
    public void done() {
        // Others go on with what was taken from us meanwhile.
        next.keySet().retainAll(consumer.assignment());
        try {
            consumer.commitSync(next, FAREWELL);
            next.clear();
        } catch (CommitFailedException e) {
            next.clear(); // It comes again: at least once.
        } catch (RetriableException e) {
            // Once more with what comes next.
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
