package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.CameraProgress;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A version after this one: its progress has a field more in front, and none for the versions before this one. */
final class LaterVersion {
    private static final Schema SCHEMA = schema();

    private LaterVersion() {}

    /** The progress as that version would store it. */
    static byte[] through(byte[] stored) {
        CameraProgress ours = ProgressRecord.of(ProgressFormat.read(stored));
        GenericData.Record theirs = new GenericData.Record(SCHEMA);
        theirs.put("weather", "rain");
        for (Schema.Field field : ours.getSchema().getFields()) {
            theirs.put(field.name(), ours.get(field.pos()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            byte[] schema = SCHEMA.toString().getBytes(StandardCharsets.UTF_8);
            out.writeByte(4);
            out.writeInt(schema.length);
            out.write(schema);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(SCHEMA, new CameraProgress().getSpecificData()).write(theirs, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Schema schema() {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("weather", Schema.create(Schema.Type.STRING)));
        CameraProgress.getClassSchema()
                .getFields()
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return Schema.createRecord("CameraProgress", null, "io.lynceus.schemas.avro", false, fields);
    }
}
