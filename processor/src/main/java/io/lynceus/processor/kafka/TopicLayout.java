package io.lynceus.processor.kafka;

import io.lynceus.vision.UserError;
import java.time.Duration;

/**
 * How the topics are laid out.
 *
 * @param partitions of the packets, detections, tracks, zone-events and counts topics, which bound how many stream
 *     threads can share the cameras
 * @param replication copies of each partition, at most the number of brokers
 * @param maxMessageBytes the largest record that the packets topic takes
 * @param retention how long packets stay
 * @param eventRetention how long events and dead letters stay
 */
public record TopicLayout(
        int partitions, int replication, int maxMessageBytes, Duration retention, Duration eventRetention) {
    /** How long packets stay when nobody says anything: a camera of 4 Mbit/s fills 43 GB in a day. */
    public static final Duration RETENTION = Duration.ofDays(1);

    /** The same of events, which are small. */
    public static final Duration EVENT_RETENTION = Duration.ofDays(7);

    /** For one broker: 4 partitions, no copies, records up to 32 MiB. */
    public static final TopicLayout DEFAULT = new TopicLayout(4, 1, RecordSizes.LARGEST);

    public TopicLayout {
        if (partitions < 1) {
            throw new UserError("--partitions " + partitions + ": at least 1");
        }
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new UserError("--replication " + replication + ": at least 1, at most the number of brokers");
        }
        if (maxMessageBytes < RecordLimits.LEAST || maxMessageBytes > RecordSizes.LARGEST) {
            throw new UserError("--max-message-bytes " + maxMessageBytes + ": from 1048576 to " + RecordSizes.LARGEST);
        }
    }

    /** With the usual retention. */
    public TopicLayout(int partitions, int replication, int maxMessageBytes) {
        this(partitions, replication, maxMessageBytes, RETENTION, EVENT_RETENTION);
    }

    /** The largest dead letter: a record of the packets topic, with headers that say what was wrong with it. */
    int largestLetter() {
        return maxMessageBytes + RecordSizes.LARGEST_LETTER - RecordSizes.LARGEST;
    }
}
