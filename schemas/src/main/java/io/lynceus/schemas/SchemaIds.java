package io.lynceus.schemas;

import org.apache.avro.Schema;

/**
 * A registry of schemas, each of which has a number there. Both methods wait for a registry that is away. Safe for use
 * by many threads.
 */
public interface SchemaIds {
    /**
     * The number of a schema as the values of a topic have it.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when the registry does not take the schema
     */
    int id(String topic, Schema schema);

    /**
     * The schema of a number.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when the registry has none of that number
     */
    Schema schema(int id);
}
