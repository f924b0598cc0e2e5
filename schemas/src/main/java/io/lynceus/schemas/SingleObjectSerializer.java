package io.lynceus.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record to Avro single-object encoding: C3 01, the schema's CRC-64-AVRO fingerprint, the body (Avro specification,
 * "Single-object encoding"). Safe for use by many threads.
 */
public final class SingleObjectSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final int HEADER = 10;

    private final byte[] header;
    private final AvroBody<T> body;

    /** @param schema the record's, as its generated class has it */
    public SingleObjectSerializer(Schema schema) {
        header = ByteBuffer.allocate(HEADER)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        body = new AvroBody<>(schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return value == null ? null : body.write(topic, header, value);
    }
}
