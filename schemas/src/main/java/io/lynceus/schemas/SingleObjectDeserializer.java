package io.lynceus.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding to a record, whichever released version wrote it; the same of plain JSON, and of a
 * registry's wire format where a registry is given: a topic may hold all of them. Safe for use by many threads.
 *
 * <p>Byte fields of the record are views of the given array. Bytes that are not such a record give a
 * SerializationException that says why, and never take more memory than they have themselves; a record of a schema that
 * nobody has released yet gives an {@link UnknownSchemaException}.
 */
public class SingleObjectDeserializer<T extends IndexedRecord> implements Deserializer<T> {
    private static final int HEADER = 10;
    private static final int MARKER = 0xC301;
    private static final int REGISTRY_HEADER = 5;

    private final Schema schema;
    private final Schema wanted;
    private final GenericData model;
    private final @Nullable SchemaIds registry;
    private final PlainJson json;
    private final Map<Long, Schema> writers = new HashMap<>();

    /** @param schema the record's, as its generated class has it */
    public SingleObjectDeserializer(Schema schema) {
        this(schema, null);
    }

    /**
     * @param schema the record's, as its generated class has it
     * @param registry null for none
     */
    public SingleObjectDeserializer(Schema schema, @Nullable SchemaIds registry) {
        this(schema, schema, SpecificData.getForSchema(schema), registry);
    }

    /**
     * @param schema the record's
     * @param wanted the same with some of its fields
     * @param model what makes the records
     * @param registry null for none
     */
    SingleObjectDeserializer(Schema schema, Schema wanted, GenericData model, @Nullable SchemaIds registry) {
        this.schema = schema;
        this.wanted = wanted;
        this.model = model;
        this.registry = registry;
        this.json = new PlainJson(wanted, model);
        for (Schema released : ReleasedSchemas.of(schema.getFullName())) {
            writers.put(SchemaNormalization.parsingFingerprint64(released), released);
        }
        writers.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        boolean numbered = bytes.length >= REGISTRY_HEADER && bytes[0] == 0;
        boolean plain = bytes.length > 0 && bytes[0] == '{';
        Schema writer = plain ? wanted : numbered ? numbered(topic, bytes) : writer(topic, bytes);
        try {
            if (plain) {
                @SuppressWarnings("unchecked") // the model's records are those of the wanted schema
                T value = (T) json.read(bytes);
                return value;
            }
            PayloadDecoder payload = new PayloadDecoder(bytes, numbered ? REGISTRY_HEADER : HEADER);
            @SuppressWarnings("unchecked") // the model's records are those of the wanted schema
            DatumReader<T> reader = model.createDatumReader(writer, wanted);
            T value = reader.read(null, payload);
            if (payload.remaining() != 0) {
                throw new IOException(payload.remaining() + " bytes are left over");
            }
            return value;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "no " + schema.getName() + " in " + topic + " (" + bytes.length + " bytes): " + e.getMessage(), e);
        }
    }

    private Schema numbered(String topic, byte[] bytes) {
        int id = ByteBuffer.wrap(bytes).getInt(1);
        if (registry == null) {
            throw new SerializationException("no " + schema.getName() + " in " + topic + " (" + bytes.length
                    + " bytes) that can be read without a registry: its schema is number " + id + " of one");
        }
        return registry.schema(id);
    }

    private Schema writer(String topic, byte[] bytes) {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getShort() != (short) MARKER) {
            throw new SerializationException("no " + schema.getName() + " in " + topic + " (" + bytes.length
                    + " bytes): it does not start with C3 01, Avro's single-object marker");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        Schema writer = writers.get(fingerprint);
        if (writer == null) {
            throw new UnknownSchemaException(
                    "topic " + topic + " has records of a newer version, with schema fingerprint "
                            + Long.toHexString(fingerprint) + ", which this one cannot read: upgrade it");
        }
        return writer;
    }
}
