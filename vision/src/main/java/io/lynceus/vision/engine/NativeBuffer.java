package io.lynceus.vision.engine;

import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/** Native memory of zeros, freed when closed rather than when the garbage collector comes round. */
final class NativeBuffer implements AutoCloseable {
    private final BytePointer memory;

    /**
     * @param bytes at most {@link Integer#MAX_VALUE}
     * @throws RunError when there is no such memory
     */
    NativeBuffer(long bytes) {
        try {
            memory = new BytePointer(bytes);
        } catch (OutOfMemoryError e) {
            throw new RunError("no memory for an inference: " + bytes + " bytes", e);
        }
        memory.retainReference(); // no PointerScope of a caller's frees it
        memory.zero();
    }

    /** All of it, in native order; not to be used after {@link #close}. */
    ByteBuffer bytes() {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        memory.close();
    }
}
