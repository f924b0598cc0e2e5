package io.lynceus.processor.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * CPU time of this JVM by whose threads it was, in seconds. Threads of Java that are gone count as rest.
 *
 * @param capture the cameras' threads and what sends for them
 * @param process the stream threads and what sends for them
 * @param broker all other threads of Java: the broker, who reads the events
 * @param all of it, with the JVM's own threads: compilers, collector
 */
record ThreadParts(double capture, double process, double broker, double all) {
    static ThreadParts now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double capture = 0;
        double process = 0;
        double broker = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            double seconds = thread == null ? 0 : Math.max(0, threads.getThreadCpuTime(thread.getThreadId())) / 1e9;
            String name = thread == null ? "" : thread.getThreadName();
            if (name.contains("StreamThread") || name.contains("StreamsThread")) {
                process += seconds;
            } else if (name.startsWith("capture-")
                    || name.equals("packets-to-kafka")
                    || name.startsWith("kafka-producer-network-thread")) {
                capture += seconds;
            } else {
                broker += seconds;
            }
        }
        return new ThreadParts(capture, process, broker, Measured.Start.now().cpuNanos() / 1e9);
    }

    ThreadParts since(ThreadParts before) {
        return new ThreadParts(
                capture - before.capture, process - before.process, broker - before.broker, all - before.all);
    }

    /** Milliseconds a frame. */
    ThreadParts a(long frames) {
        double millis = 1000.0 / Math.max(1, frames);
        return new ThreadParts(capture * millis, process * millis, broker * millis, all * millis);
    }
}
