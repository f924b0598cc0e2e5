package io.lynceus.processor.chaos;

import java.util.Locale;

/**
 * One look at the processes' memory.
 *
 * @param seconds since the start
 * @param frames whose events are out
 * @param epochs connections to cameras so far
 * @param processMib resident memory of process
 * @param heapMib of it the live objects on its Java heap, as the last garbage collection left them
 * @param captureMib resident memory of capture
 */
record MemoryLook(double seconds, long frames, long epochs, double processMib, double heapMib, double captureMib) {
    static final String HEADING = "seconds,frames,epochs,process_mib,process_heap_mib,capture_mib";

    String csv() {
        return String.format(
                Locale.ROOT, "%.1f,%d,%d,%.1f,%.1f,%.1f", seconds, frames, epochs, processMib, heapMib, captureMib);
    }
}
