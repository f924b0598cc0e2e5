package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.schemas.avro.CameraProgress;
import io.lynceus.schemas.avro.StoredEpoch;
import io.lynceus.schemas.avro.StoredSequences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** A record that carries its schema is read by versions before and after the one that wrote it. */
class WithSchemaTest {
    private static final CameraProgress PROGRESS = CameraProgress.newBuilder()
            .setCamera("cam")
            .setEpoch(5)
            .setEnd(14)
            .setEpochs(List.of(new StoredEpoch(5L, List.of(new StoredSequences(0L, 13L)), 14L)))
            .build();

    private final WithSchema<CameraProgress> format = new WithSchema<>(CameraProgress.getClassSchema());

    @Test
    void whatWasWrittenIsRead() throws IOException {
        assertThat(format.read(written(), 0)).isEqualTo(PROGRESS);
    }

    @Test
    void itMayFollowOtherBytes() throws IOException {
        byte[] whole = written();
        byte[] after = ByteBuffer.allocate(whole.length + 3)
                .put(new byte[] {1, 2, 3})
                .put(whole)
                .array();
        assertThat(format.read(after, 3)).isEqualTo(PROGRESS);
    }

    @Test
    void fieldsOfALaterVersionAreSkippedAndMissingOnesHaveTheirDefault() throws IOException {
        Schema later = later();
        GenericData.Record record = new GenericData.Record(later);
        record.put("weather", "rain");
        record.put("camera", "cam");
        record.put("epoch", 5L);
        record.put("end", 14L);
        CameraProgress read = format.read(bytes(later, record), 0);
        assertThat(read.getCamera()).isEqualTo("cam");
        assertThat(read.getEnd()).isEqualTo(14);
        assertThat(read.getEpochs()).isEmpty();
        assertThat(read.getNextSample()).isNull();
    }

    @Test
    void otherBytesAreRefusedAndTakeNoMemory() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> format.read(part, 0)).isInstanceOf(IOException.class);
        }
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                format.read(damaged, 0);
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("OutOfMemory");
            }
        }
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(PROGRESS, bytes);
        return bytes.toByteArray();
    }

    /** A field in front, and only three of today's. */
    private static Schema later() {
        Schema today = CameraProgress.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("weather", Schema.create(Schema.Type.STRING)));
        for (String name : List.of("camera", "epoch", "end")) {
            fields.add(
                    new Schema.Field(today.getField(name), today.getField(name).schema()));
        }
        return Schema.createRecord(today.getName(), null, today.getNamespace(), false, fields);
    }

    private static byte[] bytes(Schema schema, GenericData.Record record) throws IOException {
        byte[] text = schema.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
        bytes.writeBytes(text);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
