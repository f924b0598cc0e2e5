package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.Replication;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings for records that are video: few at a time, large, and each one exactly once. */
final class StreamsSettings {
    private static final int CACHE = 4 << 20;

    /**
     * Waiting for the broker ends when the service does, also when the clock is set from 1970 to this year meanwhile.
     * Kafka adds this to the time of day, so it cannot be the largest number.
     */
    private static final Duration FOR_EVER = Duration.ofDays(100_000);

    private StreamsSettings() {}

    /**
     * @param name of the instance, unique in its group
     * @param limits of the work between two commits and two polls
     * @param replication of the packets, which is that of the progress too
     */
    static Properties of(DetectionSettings wanted, String name, WorkLimits limits, Replication replication) {
        Properties settings = new Properties();
        settings.putAll(wanted.broker().settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, wanted.applicationId());
        // Without it Kafka Streams draws one at each start, which would bring Prometheus hundreds of new series.
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, wanted.applicationId() + "-" + name);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, wanted.stateFolder().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, wanted.threads());
        if (wanted.page() != null) {
            settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, wanted.page());
        }
        // For cameras that are behind; the others' events are committed sooner, see CommitPace.
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Of a camera's progress only the last state before each commit goes to the broker.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                wanted.broker().topics().deadLetters());

        if (replication.copies() > 1) {
            settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication.copies());
            settings.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                    Integer.toString(replication.leastInSync()));
        }

        // A process that starts again under its name takes its own place in the group at once; without a name it would
        // wait until the broker gives the dead one up. That is after 10 s, for one that does not come back.
        consumer(settings, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
        consumer(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        consumer(settings, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        // The store is a few values: whoever joins can have its share now, not after ten minutes of warming up.
        settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);

        // The defaults of 1000 records count, they do not weigh: of a camera's packets that is gigabytes, and minutes
        // of work.
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, limits.packets());
        consumer(settings, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, limits.packets());
        consumer(settings, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(limits.poll()));
        settings.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, FOR_EVER.toMillis());
        consumer(settings, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, RecordSizes.PARTITION_FETCH);
        consumer(settings, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, RecordSizes.FETCH);

        // Events are small, dead letters need not be. A record must fit into the producer's memory too.
        producer(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordSizes.LARGEST_LETTER);
        producer(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * RecordSizes.LARGEST_LETTER);
        producer(settings, ProducerConfig.ACKS_CONFIG, "all");
        // Brokers refuse a second request of a transaction that overtakes its first, and the retry would cost 100 ms.
        producer(settings, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // As long as readers wait when a process dies and does not come back. A thread that is stuck for longer is
        // fenced, and goes on after that as after a restart.
        producer(settings, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(limits.transaction()));
        return settings;
    }

    private static int millis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }

    private static void consumer(Properties settings, String key, Object value) {
        settings.put(StreamsConfig.consumerPrefix(key), value);
    }

    private static void producer(Properties settings, String key, Object value) {
        settings.put(StreamsConfig.producerPrefix(key), value);
    }
}
