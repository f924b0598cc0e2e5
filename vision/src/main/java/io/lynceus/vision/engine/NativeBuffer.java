package io.lynceus.vision.engine;

import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory of zeros, at a multiple of 64 bytes, freed when closed rather than when the garbage collector comes
 * round.
 */
final class NativeBuffer implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final BytePointer memory;
    private final int size;

    /**
     * @param bytes at most {@link Integer#MAX_VALUE}
     * @throws RunError when there is no such memory
     */
    NativeBuffer(long bytes) {
        size = (int) bytes;
        try {
            memory = new BytePointer(bytes + ALIGNMENT);
        } catch (OutOfMemoryError e) {
            throw new RunError("no memory for an inference: " + bytes + " bytes", e);
        }
        memory.retainReference(); // no PointerScope of a caller's frees it
        memory.zero();
    }

    /**
     * What lies in the parts, one after the other.
     *
     * @throws RunError when there is no such memory
     */
    static NativeBuffer of(List<ByteBuffer> parts) {
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length > Integer.MAX_VALUE) {
            throw new RunError("no memory for " + length + " bytes, more than 2 GiB");
        }
        NativeBuffer all = new NativeBuffer(length);
        ByteBuffer bytes = all.bytes();
        parts.forEach(part -> bytes.put(part.duplicate()));
        return all;
    }

    /** All of it, in native order; not to be used after {@link #close}. */
    ByteBuffer bytes() {
        long over = memory.address() % ALIGNMENT;
        return memory.getPointer(over == 0 ? 0 : ALIGNMENT - over)
                .capacity(size)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        memory.close();
    }
}
