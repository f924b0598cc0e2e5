package io.lynceus.processor.streams;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records wait in the partitions of this process: from the one after the last that was worked on to the end,
 * as the brokers said last. Stream threads tell, any thread may ask.
 */
final class Backlog {
    private final Map<Thread, Map<TopicPartition, Stretch>> threads = new ConcurrentHashMap<>();

    /**
     * What is left of a partition.
     *
     * @param next the first record that was not worked on
     * @param read the first that the consumer has not given out
     */
    private record Stretch(long next, long read, long end) {
        /** Above every offset, until the first record comes. */
        private static final long UNKNOWN = 1L << 62;

        private static final Stretch NOTHING_READ = new Stretch(UNKNOWN, UNKNOWN, UNKNOWN);

        long waiting() {
            return Math.max(0, end - next);
        }
    }

    /** The calling thread has polled its consumer, which says where its partitions end. */
    void polled(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Stretch> mine = mine();
        Collection<TopicPartition> assigned = consumer.assignment();
        mine.keySet().retainAll(assigned);
        // The consumer is not asked for its position: it may wait for that, and throw, and these records would be lost.
        Map<TopicPartition, OffsetAndMetadata> read = records.nextOffsets();
        for (TopicPartition partition : assigned) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent()) {
                Stretch known = mine.getOrDefault(partition, Stretch.NOTHING_READ);
                OffsetAndMetadata after = read.get(partition);
                long position = after == null ? known.read : after.offset();
                long first = records.records(partition).stream()
                        .mapToLong(ConsumerRecord::offset)
                        .findFirst()
                        .orElse(position);
                mine.put(partition, new Stretch(Math.min(known.next, first), position, position + lag.getAsLong()));
            }
        }
    }

    /** The calling thread is done with a record; with one that is no packet before those in front of it. */
    void worked(String topic, int partition, long offset) {
        mine().computeIfPresent(
                        new TopicPartition(topic, partition),
                        (where, known) -> new Stretch(
                                Math.max(known.next, offset + 1), known.read, Math.max(known.end, offset + 1)));
    }

    /** Of all partitions. */
    long waiting() {
        threads.keySet().removeIf(thread -> !thread.isAlive());
        return threads.values().stream()
                .flatMap(each -> each.values().stream())
                .mapToLong(Stretch::waiting)
                .sum();
    }

    /** Of one partition. */
    long waiting(int partition) {
        return threads.values().stream()
                .flatMap(each -> each.entrySet().stream())
                .filter(entry -> entry.getKey().partition() == partition)
                .mapToLong(entry -> entry.getValue().waiting())
                .sum();
    }

    private Map<TopicPartition, Stretch> mine() {
        return threads.computeIfAbsent(Thread.currentThread(), thread -> new ConcurrentHashMap<>());
    }
}
