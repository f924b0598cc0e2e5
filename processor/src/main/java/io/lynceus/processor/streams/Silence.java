package io.lynceus.processor.streams;

import java.time.Duration;

/**
 * Tells from the bytes that came whether brokers answer. Threads that have their partitions hear something every
 * second, the answers to their heartbeats; those that wait for a rebalance do not, and are not asked about. That a
 * connection is there would say nothing: one that is not used is not missed. One thread.
 */
final class Silence {
    private static final Duration AWAY = Duration.ofSeconds(10);

    private long received = -1;
    private long since;

    /**
     * A look at threads that have their partitions.
     *
     * @param bytes that have come so far
     * @param nanos of a clock such as {@link System#nanoTime}
     * @return whether nothing has come for too long
     */
    boolean look(long bytes, long nanos) {
        if (bytes != received) {
            received = bytes;
            since = nanos;
        }
        return nanos - since > AWAY.toNanos();
    }
}
