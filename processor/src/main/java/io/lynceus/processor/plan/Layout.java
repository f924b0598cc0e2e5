package io.lynceus.processor.plan;

/**
 * How {@code process} is laid out.
 *
 * @param instances of it, each on a machine of its own
 * @param threads stream threads of each
 * @param partitions of the packets topic
 * @param cores of each machine
 */
public record Layout(int instances, int threads, int partitions, int cores) {
    /** Stream threads in all. */
    public int allThreads() {
        return instances * threads;
    }
}
