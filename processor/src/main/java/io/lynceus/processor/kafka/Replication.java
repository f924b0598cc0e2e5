package io.lynceus.processor.kafka;

import org.apache.kafka.clients.admin.TopicDescription;

/**
 * How many copies there are of what must not be lost. A record is acknowledged when all copies in sync have it, and
 * refused when too few are in sync: so one copy can be lost with its disk, and what was acknowledged is still there.
 *
 * @param copies of each partition
 */
public record Replication(int copies) {
    /**
     * The copies in sync without which nothing is written: all but one. Of two it is one, because one that is away
     * would otherwise stop everything; two copies do not keep the promise when one is behind and the other lost.
     */
    public int leastInSync() {
        return Math.max(1, copies - 1);
    }

    /** Of the partition that has the fewest. */
    static Replication of(TopicDescription topic) {
        return new Replication(topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1));
    }
}
