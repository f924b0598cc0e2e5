package io.lynceus.schemas;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A header and behind it a record in Avro's binary encoding. Safe for use by many threads.
 *
 * <p>The record is written twice, once to measure it: so a packet is copied once, into the array that Kafka takes, and
 * no buffer grows with the largest keyframe and stays.
 */
final class AvroBody<T extends SpecificRecord> {
    private final SpecificDatumWriter<T> writer;

    /** @param schema the record's, as its generated class has it */
    AvroBody(Schema schema) {
        writer = new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
    }

    /** @throws SerializationException when a field has what its schema does not allow */
    byte[] write(String topic, byte[] header, T value) {
        try {
            Length length = new Length();
            write(value, length);
            Exact exact = new Exact(Math.toIntExact(header.length + length.bytes));
            exact.write(header, 0, header.length);
            write(value, exact);
            return exact.bytes;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a " + value.getSchema().getName() + " for " + topic
                            + " has a field that its schema does not allow",
                    e);
        }
    }

    private void write(T value, OutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
    }

    /** Counts. */
    private static final class Length extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            bytes += count;
        }
    }

    /** Fills an array that is as long as what comes. */
    private static final class Exact extends OutputStream {
        private final byte[] bytes;
        private int at;

        Exact(int length) {
            bytes = new byte[length];
        }

        @Override
        public void write(int one) {
            bytes[at++] = (byte) one;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            System.arraycopy(from, offset, bytes, at, count);
            at += count;
        }
    }
}
