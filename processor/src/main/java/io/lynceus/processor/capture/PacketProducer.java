package io.lynceus.processor.capture;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka's producer as the packets need it: each record once and in order, and never given up on while the broker is
 * away.
 *
 * @param ioThread its thread: when an Error ends that, the producer takes records and sends none
 */
record PacketProducer(Producer<String, EncodedPacket> producer, Thread ioThread) {
    /** Bytes that it holds at most, or one packet: they can be dropped no more, and after a crash of ours are lost. */
    static final long WINDOW = 8 << 20;

    /** What waits while a request is under way goes together in the next. */
    private static final int BATCH = 256 << 10;

    private static final AtomicLong COUNT = new AtomicLong();
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final long MEMORY = 2L * RecordSizes.LARGEST;

    /** @param largestRecord bytes; larger ones are refused without asking the broker */
    static PacketProducer open(Broker broker, int largestRecord) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        // A topic forgotten while a camera is away would have to be looked up on a broker that may be away too.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, YEAR_MILLIS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecord);
        String client = "lynceus-packets-" + COUNT.incrementAndGet();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, client);
        Producer<String, EncodedPacket> producer =
                broker.producer(settings, broker.codecs().packets().serializer());
        return new PacketProducer(producer, ioThread(client));
    }

    /** Kafka names it after the client. */
    private static Thread ioThread(String client) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("| " + client))
                .findFirst()
                .orElseThrow();
    }
}
