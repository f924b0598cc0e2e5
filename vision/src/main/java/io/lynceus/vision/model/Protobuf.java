package io.lynceus.vision.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Reads a message of Protocol Buffers field by field, without copying it. A field that reaches over its message's end,
 * a number without end and wire types that nobody writes any more are an IllegalArgumentException.
 */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int start;
    private int field;
    private int type;
    private long number;
    private int from;

    private Protobuf(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    static Protobuf of(byte[] message) {
        return new Protobuf(message, 0, message.length);
    }

    /** Goes to the next field; false after the last. */
    boolean next() {
        if (at == end) {
            return false;
        }
        start = at;
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a field without a number");
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case BYTES -> skip(varint());
            default -> throw new IllegalArgumentException("a field of no known type");
        }
        return true;
    }

    private void skip(long length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("a field that reaches over the end");
        }
        from = at;
        at += (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == end) {
                throw new IllegalArgumentException("a number that is cut off");
            }
            byte part = bytes[at++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without end");
    }

    /** The number that says which field this is. */
    int field() {
        return field;
    }

    /** The field as a whole number. */
    long number() {
        wants(VARINT);
        return number;
    }

    /** The field as one whole number or several, however they are packed. */
    void numbers(LongConsumer each) {
        if (type == VARINT) {
            each.accept(number);
            return;
        }
        for (Protobuf packed = message(); packed.at < packed.end; ) {
            each.accept(packed.varint());
        }
    }

    /** The field as it is written, its number included; a view. */
    ByteBuffer whole() {
        return ByteBuffer.wrap(bytes, start, at - start);
    }

    /** The bytes of a field that is a message; a view. */
    ByteBuffer content() {
        wants(BYTES);
        return ByteBuffer.wrap(bytes, from, at - from);
    }

    /** The field's bytes, of whichever type but a varint. */
    Protobuf raw() {
        if (type == VARINT) {
            throw new IllegalArgumentException("field " + field + " is of another type");
        }
        return new Protobuf(bytes, from, at);
    }

    /** The field as a message, or as bytes. */
    Protobuf message() {
        wants(BYTES);
        return new Protobuf(bytes, from, at);
    }

    String text() {
        wants(BYTES);
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    /** Bytes from here to the end of a message that nothing has been read of. */
    int length() {
        return end - at;
    }

    /** Of a message that nothing has been read of, as little-endian numbers of so many bytes. */
    void littleEndian(int size, LongConsumer each) {
        for (; end - at >= size; at += size) {
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << Byte.SIZE | bytes[at + i] & 0xff;
            }
            each.accept(value << (Long.SIZE - size * Byte.SIZE) >> (Long.SIZE - size * Byte.SIZE));
        }
    }

    private void wants(int wanted) {
        if (type != wanted) {
            throw new IllegalArgumentException("field " + field + " is of another type");
        }
    }
}
