package io.lynceus.processor.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * So many frames took so long.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all threads of this process, or NaN when another process did the work
 */
record Measured(long frames, double seconds, double cpuSeconds) {
    /** A moment to measure from. */
    record Start(long nanos, long cpuNanos) {
        static Start now() {
            return new Start(System.nanoTime(), cpu());
        }

        Measured until(long frames) {
            return new Measured(frames, (System.nanoTime() - nanos) / 1e9, (cpu() - cpuNanos) / 1e9);
        }
    }

    double rate() {
        return frames / seconds;
    }

    double cpuMillisPerFrame() {
        return cpuSeconds * 1000 / frames;
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
