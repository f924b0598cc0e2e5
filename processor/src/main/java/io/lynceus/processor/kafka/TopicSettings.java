package io.lynceus.processor.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** The settings that a layout gives each of our topics, by Kafka's keys. */
final class TopicSettings {
    /**
     * Retention and consumers that look for a time go by the broker's clock, which is one, and not by those of all who
     * write. A broker refuses no record for its time then.
     */
    static final String BROKERS_CLOCK = "LogAppendTime";

    /** Small, and asked for when somebody looks back at a camera's last months. */
    private static final Duration STATUS = Duration.ofDays(90);

    /** Who writes a claim that does not count sees to what counts within seconds, and may be started again for it. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private TopicSettings() {}

    static Map<String, String> of(String topic, TopicNames names, TopicLayout layout, Replication replication) {
        Map<String, String> settings = new TreeMap<>();
        int largest = topic.equals(names.deadLetters()) ? layout.largestLetter() : layout.maxMessageBytes();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.leastInSync()));
        // Video does not get smaller, and the packets come without compression.
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BROKERS_CLOCK);
        if (topic.equals(names.settings()) || topic.equals(names.cameraPartitions())) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            if (topic.equals(names.cameraPartitions())) {
                settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(SETTLED.toMillis()));
            }
            return settings;
        }
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention(topic, names, layout).toMillis()));
        return settings;
    }

    private static Duration retention(String topic, TopicNames names, TopicLayout layout) {
        if (topic.equals(names.cameraStatus())) {
            return STATUS;
        }
        return topic.equals(names.packets()) ? layout.retention() : layout.eventRetention();
    }
}
