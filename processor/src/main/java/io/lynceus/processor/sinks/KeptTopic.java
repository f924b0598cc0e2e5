package io.lynceus.processor.sinks;

import org.apache.kafka.common.serialization.Deserializer;

/**
 * A topic that the history keeps.
 *
 * @param values of its records
 * @param rows that become of them
 */
record KeptTopic<T>(String name, Deserializer<T> values, TopicRows<T> rows) {}
