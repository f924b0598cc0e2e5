package io.lynceus.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A record to plain JSON, as its JSON Schema says ({@link JsonSchemas}). Safe for use by many threads. */
public final class JsonSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final PlainJson json;

    /** @param schema the record's, as its generated class has it */
    public JsonSerializer(Schema schema) {
        json = new PlainJson(schema, SpecificData.getForSchema(schema));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        try {
            return value == null ? null : json.write(value);
        } catch (IOException e) {
            throw new SerializationException("a record for " + topic + " cannot be written as JSON", e);
        }
    }
}
