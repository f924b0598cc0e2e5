package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a stream thread, which has something done before each poll: a pass over the thread's tasks is over.
 */
final class PolledConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Runnable polled;
    private final Backlog backlog;

    /**
     * @param polled called on the thread that polls
     * @param backlog told what is left
     */
    PolledConsumer(Map<String, Object> settings, Runnable polled, Backlog backlog) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.polled = polled;
        this.backlog = backlog;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polled.run();
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        backlog.polled(this, records);
        return records;
    }
}
