package io.lynceus.processor.decode;

import org.bytedeco.javacpp.Pointer;

/** How much memory the process takes that is not the collector's. */
public final class NativeMemory {
    private NativeMemory() {}

    /** Bytes of physical memory that the process takes in all. */
    public static long resident() {
        return Pointer.physicalBytes();
    }

    /** Bytes of native memory that Java objects stand for. */
    public static long tracked() {
        return Pointer.totalBytes();
    }
}
