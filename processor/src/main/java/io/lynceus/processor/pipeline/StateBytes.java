package io.lynceus.processor.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a stage's state as a {@link java.io.DataInputStream} reads it. A stage is asked for its state after each
 * packet, and the streams of the JDK, which any thread may use, took most of that time. One thread.
 */
public final class StateBytes implements DataOutput {
    private ByteBuffer bytes;

    /** @param typical how many bytes there will be, more or less */
    public StateBytes(int typical) {
        bytes = ByteBuffer.allocate(typical);
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            bytes.flip();
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + more).put(bytes);
        }
        return bytes;
    }

    @Override
    public void write(int one) {
        room(Byte.BYTES).put((byte) one);
    }

    @Override
    public void write(byte[] more) {
        room(more.length).put(more);
    }

    @Override
    public void write(byte[] more, int offset, int length) {
        room(length).put(more, offset, length);
    }

    @Override
    public void writeBoolean(boolean value) {
        write(value ? 1 : 0);
    }

    @Override
    public void writeByte(int value) {
        write(value);
    }

    @Override
    public void writeShort(int value) {
        room(Short.BYTES).putShort((short) value);
    }

    @Override
    public void writeChar(int value) {
        room(Character.BYTES).putChar((char) value);
    }

    @Override
    public void writeInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    @Override
    public void writeLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    @Override
    public void writeFloat(float value) {
        room(Float.BYTES).putFloat(value);
    }

    @Override
    public void writeDouble(double value) {
        room(Double.BYTES).putDouble(value);
    }

    @Override
    public void writeBytes(String text) {
        text.chars().forEach(this::write);
    }

    @Override
    public void writeChars(String text) {
        text.chars().forEach(this::writeChar);
    }

    @Override
    public void writeUTF(String text) throws IOException {
        if (text.isEmpty()) {
            writeShort(0);
            return;
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(encoded)) {
            out.writeUTF(text);
        }
        write(encoded.toByteArray());
    }
}
