package io.lynceus.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder over an array, with two differences: bytes are views of the array, and a length is held against
 * what is left of the array before anything is allocated for it, so that a garbage length cannot ask for gigabytes.
 */
final class PayloadDecoder extends Decoder {
    private final byte[] bytes;
    private final BinaryDecoder in;

    PayloadDecoder(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
    }

    int remaining() {
        try {
            return in.inputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer reuse) throws IOException {
        int length = length(in.readLong());
        ByteBuffer view =
                ByteBuffer.wrap(bytes, bytes.length - remaining(), length).slice();
        in.skipFixed(length);
        return view;
    }

    @Override
    public String readString() throws IOException {
        int length = length(in.readLong());
        int start = bytes.length - remaining();
        in.skipFixed(length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(Utf8 reuse) throws IOException {
        return new Utf8(readString());
    }

    /** Every element of our arrays takes at least a byte. */
    @Override
    public long readArrayStart() throws IOException {
        return length(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return length(in.arrayNext());
    }

    private int length(long announced) throws IOException {
        if (announced < 0 || announced > remaining()) {
            throw new EOFException("a length of " + announced + " where " + remaining() + " bytes are left");
        }
        return (int) announced;
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        in.readFixed(target, start, length);
    }

    @Override
    public long readMapStart() throws IOException {
        return length(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return length(in.mapNext());
    }

    // Fields that the reader does not have. Their lengths are walked over, nothing is allocated.

    @Override
    public void skipString() throws IOException {
        in.skipFixed(length(in.readLong()));
    }

    @Override
    public void skipBytes() throws IOException {
        skipString();
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public long skipArray() throws IOException {
        return in.skipArray();
    }

    @Override
    public long skipMap() throws IOException {
        return in.skipMap();
    }
}
