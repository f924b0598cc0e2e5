package io.lynceus.schemas;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record together with the schema that wrote it, for state that a program stores for itself: a version before and a
 * version after can both read it, and skip the fields that they do not know. Safe for use by many threads.
 *
 * <p>The bytes: length of the schema (4 bytes, big-endian), the schema in Avro's parsing canonical form, the record in
 * Avro's binary encoding.
 */
public final class WithSchema<T extends SpecificRecord> {
    private final Schema schema;
    private final SpecificData model;
    private final SpecificDatumWriter<T> writer;
    private final byte[] header;
    private volatile @Nullable Writer latest;

    /** A schema as it was read, and parsed: nearly all records of a store have the same one. */
    private record Writer(byte[] text, Schema schema) {}

    /** @param schema the record's, as its generated class has it */
    public WithSchema(Schema schema) {
        this.schema = schema;
        this.model = SpecificData.getForSchema(schema);
        this.writer = new SpecificDatumWriter<>(schema, model);
        byte[] text = SchemaNormalization.toParsingForm(schema).getBytes(StandardCharsets.UTF_8);
        this.header = ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }

    /** Writes the record's bytes; what comes before and after them is the caller's. */
    public void write(T value, OutputStream out) throws IOException {
        out.write(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
    }

    /**
     * The record that begins at an offset and ends with the array. Byte fields are views of the array.
     *
     * @throws IOException when the bytes are none, or their schema cannot be read as ours
     */
    public T read(byte[] bytes, int offset) throws IOException {
        int length = bytes.length - offset < Integer.BYTES
                ? -1
                : ByteBuffer.wrap(bytes, offset, 4).getInt();
        int body = offset + Integer.BYTES + length;
        if (length < 0 || body < 0 || body > bytes.length) {
            throw new IOException("no schema in front");
        }
        try {
            Schema theirs = writer(Arrays.copyOfRange(bytes, offset + Integer.BYTES, body));
            PayloadDecoder payload = new PayloadDecoder(bytes, body);
            T value = new SpecificDatumReader<T>(theirs, schema, model).read(null, payload);
            if (payload.remaining() != 0) {
                throw new IOException(payload.remaining() + " bytes are left over");
            }
            return value;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Schema writer(byte[] text) {
        Writer known = latest;
        if (known == null || !Arrays.equals(known.text, text)) {
            Schema read = new Schema.Parser().parse(new String(text, StandardCharsets.UTF_8));
            known = new Writer(text, read);
            latest = known;
        }
        return known.schema;
    }
}
