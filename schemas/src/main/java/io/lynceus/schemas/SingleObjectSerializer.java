package io.lynceus.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record to Avro single-object encoding: C3 01, the schema's CRC-64-AVRO fingerprint, the body (Avro specification, "Single-object
 * encoding"). Safe for use by many threads.
 */
public final class SingleObjectSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final BinaryMessageEncoder<T> encoder;

    /** @param schema the record's, as its generated class has it */
    public SingleObjectSerializer(Schema schema) {
        // false: the encoder lends its own buffer, so that a packet is copied once, into the array that Kafka takes.
        this.encoder = new BinaryMessageEncoder<>(SpecificData.getForSchema(schema), schema, false);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a " + value.getSchema().getName() + " for " + topic
                            + " has a field that its schema does not allow",
                    e);
        }
    }
}
