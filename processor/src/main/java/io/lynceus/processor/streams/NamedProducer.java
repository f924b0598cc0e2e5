package io.lynceus.processor.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer of a stream thread, which has something done between the end of its predecessor's transaction and its own
 * first one.
 */
final class NamedProducer extends KafkaProducer<byte[], byte[]> {
    private final Runnable first;

    /** @param first done on the thread that initialises the producer, which fails with it */
    NamedProducer(Map<String, Object> settings, Runnable first) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.first = first;
    }

    @Override
    public void initTransactions() {
        super.initTransactions();
        first.run();
    }
}
