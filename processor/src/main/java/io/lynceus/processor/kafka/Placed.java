package io.lynceus.processor.kafka;

/**
 * A record's value and where it is stored.
 *
 * @param partition of its topic
 */
public record Placed<T>(int partition, long offset, T value) {}
