package io.lynceus.processor.kafka;

/**
 * A partition of a topic.
 *
 * @param topicId Kafka's id of the topic: one that was deleted and made again has another
 */
public record Shard(String topic, String topicId, int partition) {}
