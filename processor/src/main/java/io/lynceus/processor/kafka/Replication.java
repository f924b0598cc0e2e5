package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many copies there are of what must not be lost. A record is acknowledged when all copies in sync have it, and refused when too few are
 * in sync: so one copy can be lost with its disk, and what was acknowledged is still there.
 *
 * @param copies of each partition
 */
public record Replication(int copies) {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);

    /**
     * The copies in sync without which nothing is written: all but one. Of two it is one, because one that is away would otherwise stop
     * everything; two copies do not keep the promise when one is behind and the other lost.
     */
    public int leastInSync() {
        return Math.max(1, copies - 1);
    }

    /**
     * Of a topic that is there.
     *
     * @throws RunError when the broker is away or does not tell
     */
    public static Replication of(Broker broker, String topic) {
        try (Admin admin = broker.admin()) {
            return of(admin, topic);
        } catch (ExecutionException e) {
            throw new RunError("topic " + topic + " cannot be looked at: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking at topic " + topic, e);
        }
    }

    /** Warns of a topic that is there and has fewer copies than this. */
    public void expect(Broker broker, String topic) {
        try (Admin admin = broker.admin()) {
            Replication there = of(admin, topic);
            if (there.copies < copies) {
                LOG.warn(
                        "topic {} has {} copies where {} has {}: kafka-reassign-partitions.sh gives it more",
                        topic,
                        there.copies,
                        broker.topics().packets(),
                        copies);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                    && !(e.getCause() instanceof AuthorizationException)) {
                throw new RunError("topic " + topic + " cannot be looked at: " + broker.words(e), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking at topic " + topic, e);
        }
    }

    private static Replication of(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> topics =
                admin.describeTopics(List.of(topic)).allTopicNames().get();
        return of(Objects.requireNonNull(topics.get(topic)));
    }

    /** Of the partition that has the fewest. */
    static Replication of(TopicDescription topic) {
        return new Replication(topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1));
    }
}
