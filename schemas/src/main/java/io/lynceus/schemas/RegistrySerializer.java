package io.lynceus.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record to the wire format that Confluent's clients and others share: a zero, the schema's number in a registry (4
 * bytes, big-endian), the body. Safe for use by many threads.
 */
public final class RegistrySerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final int HEADER = 5;

    private final Schema schema;
    private final SchemaIds registry;
    private final AvroBody<T> body;

    /** @param schema the record's, as its generated class has it */
    public RegistrySerializer(Schema schema, SchemaIds registry) {
        this.schema = schema;
        this.registry = registry;
        this.body = new AvroBody<>(schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        byte[] header = ByteBuffer.allocate(HEADER)
                .put((byte) 0)
                .putInt(registry.id(topic, schema))
                .array();
        return body.write(topic, header, value);
    }
}
