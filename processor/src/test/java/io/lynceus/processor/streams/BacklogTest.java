package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final TopicPartition PARTITION = new TopicPartition("packets", 3);

    private final Backlog backlog = new Backlog();
    private final Behind consumer = new Behind();

    /** A consumer whose position a new leader has to confirm first, which does not answer. */
    private static final class Behind extends MockConsumer<byte[], byte[]> {
        private long lag;

        Behind() {
            super("none");
            assign(List.of(PARTITION));
        }

        Behind by(long records) {
            lag = records;
            return this;
        }

        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
            return OptionalLong.of(lag);
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            throw new TimeoutException("the position could not be determined");
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            return position(partition);
        }
    }

    private static ConsumerRecords<byte[], byte[]> records(long first, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = LongStream.range(first, first + count)
                .mapToObj(offset -> new ConsumerRecord<byte[], byte[]>(
                        PARTITION.topic(), PARTITION.partition(), offset, null, null))
                .toList();
        return count == 0
                ? ConsumerRecords.empty()
                : new ConsumerRecords<>(
                        Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(first + count)));
    }

    @Test
    void recordsThatWereReadWaitUntilTheyAreWorkedOn() {
        backlog.polled(consumer.by(4), records(100, 2));
        assertThat(backlog.waiting()).isEqualTo(6);
        backlog.worked(PARTITION.topic(), PARTITION.partition(), 100);
        assertThat(backlog.waiting(PARTITION.partition())).isEqualTo(5);
        backlog.polled(consumer.by(7), records(102, 0));
        assertThat(backlog.waiting()).isEqualTo(8);
        backlog.polled(consumer.by(0), records(102, 7));
        backlog.worked(PARTITION.topic(), PARTITION.partition(), 108);
        assertThat(backlog.waiting()).isZero();
    }

    @Test
    void beforeTheFirstRecordTheyAreThoseBehindTheConsumer() {
        backlog.polled(consumer.by(7), records(0, 0));
        assertThat(backlog.waiting()).isEqualTo(7);
        backlog.polled(consumer.by(5), records(1000, 2));
        assertThat(backlog.waiting()).isEqualTo(7);
    }

    @Test
    void whatIsReadAgainWaitsAgain() {
        backlog.polled(consumer.by(0), records(100, 5));
        backlog.worked(PARTITION.topic(), PARTITION.partition(), 104);
        backlog.polled(consumer.by(3), records(100, 2));
        assertThat(backlog.waiting()).isEqualTo(5);
    }

    @Test
    void theLastOneMayBeNoPacketAndBeDoneWithBeforeTheOthers() {
        backlog.polled(consumer.by(0), records(100, 3));
        for (long offset : new long[] {102, 100, 101}) {
            backlog.worked(PARTITION.topic(), PARTITION.partition(), offset);
        }
        assertThat(backlog.waiting()).isZero();
    }
}
