package io.lynceus.vision.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes messages of Protocol Buffers, field by field. */
final class ProtobufFields {
    private ProtobufFields() {}

    /** The fields one after the other. */
    static byte[] message(byte[]... fields) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            all.writeBytes(field);
        }
        return all.toByteArray();
    }

    static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(int field, byte[] value) {
        return message(head(field, value.length), value);
    }

    /** What stands before so many bytes. */
    static byte[] head(int field, int length) {
        return message(varint(field << 3 | 2), varint(length));
    }

    static byte[] number(int field, int value) {
        return message(varint(field << 3), varint(value));
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write(rest & 0x7f | 0x80);
        }
        out.write(rest);
        return out.toByteArray();
    }
}
