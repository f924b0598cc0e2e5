package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer of a stream thread, which has something done before each poll: a pass over the thread's tasks is over. */
final class PolledConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Runnable polled;

    /** @param polled called on the thread that polls */
    PolledConsumer(Map<String, Object> settings, Runnable polled) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.polled = polled;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polled.run();
        return super.poll(timeout);
    }
}
