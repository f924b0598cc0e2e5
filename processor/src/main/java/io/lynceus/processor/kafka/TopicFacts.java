package io.lynceus.processor.kafka;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the broker has it.
 *
 * @param leastInSync copies that must have a record before it is acknowledged
 * @param maxMessageBytes the largest record that it takes
 * @param retentionMillis how long records stay, -1 for ever
 * @param brokersClock true when records have the broker's time, false when they have that of who writes
 */
public record TopicFacts(
        String name,
        int partitions,
        int replication,
        int leastInSync,
        long maxMessageBytes,
        long retentionMillis,
        boolean brokersClock) {
    static TopicFacts of(TopicDescription topic, Config settings) {
        return new TopicFacts(
                topic.name(),
                topic.partitions().size(),
                Replication.of(topic).copies(),
                Integer.parseInt(
                        settings.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value()),
                Long.parseLong(
                        settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()),
                Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value()),
                TopicSettings.BROKERS_CLOCK.equals(
                        settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value()));
    }
}
