package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.WithSchema;
import io.lynceus.schemas.avro.CameraProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * {@link Progress} as bytes: byte 4, then a {@link CameraProgress} {@linkplain WithSchema with its schema}, so that the
 * versions after this one may add and leave out fields while both are at work.
 *
 * <p>In front of it goes, as long as a version is in use that knows no other, the progress as {@link BinaryProgress}
 * has it: that version reads so far and no further, and a process can be taken back to it in the midst of the stream.
 * What it knows nothing of begins anew then. The next release leaves it out; its records, which begin with byte 4, are
 * read here already.
 */
final class ProgressFormat {
    private static final byte VERSION = 4;
    private static final WithSchema<CameraProgress> RECORD = new WithSchema<>(CameraProgress.getClassSchema());

    private ProgressFormat() {}

    static Serde<Progress> serde() {
        return Serdes.serdeFrom((topic, progress) -> write(progress), (topic, bytes) -> read(bytes));
    }

    static byte[] write(Progress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            BinaryProgress.write(progress, out);
            out.writeByte(VERSION);
            RECORD.write(ProgressRecord.of(progress), out);
        } catch (IOException e) {
            throw new SerializationException("a camera's progress: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** @throws SerializationException when a much newer version wrote it, or nobody */
    static Progress read(byte[] bytes) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            if (bytes.length > 0 && bytes[0] < VERSION) {
                Progress binary = BinaryProgress.read(new DataInputStream(in));
                if (in.available() == 0) {
                    return binary;
                }
            }
            int version = in.read();
            if (version != VERSION) {
                throw new IOException(
                        version < 0 ? "it is empty" : "version " + version + ", this program knows " + VERSION);
            }
            return ProgressRecord.progress(RECORD.read(bytes, bytes.length - in.available()));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a camera's stored progress cannot be read: "
                            + Objects.requireNonNullElse(e.getMessage(), "it ends too soon"),
                    e);
        }
    }
}
