package io.lynceus.processor.partitions;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where Kafka's producers put a record of which only the key is said. */
public final class HashedPartition {
    private HashedPartition() {}

    /** The partition of that many that a key belongs to. */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
