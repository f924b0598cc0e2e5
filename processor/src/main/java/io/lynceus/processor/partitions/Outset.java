package io.lynceus.processor.partitions;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Shown;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a broker says before cameras' partitions are claimed.
 *
 * @param partitions of the packets topic
 * @param fresh no packet was ever stored
 * @param claims how the topic of claims is
 */
record Outset(int partitions, boolean fresh, Access claims) {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Set<AclOperation> READ_AND_WRITE = Set.of(AclOperation.READ, AclOperation.WRITE);

    /** A topic, for us. */
    enum Access {
        MISSING,
        /** Not shown to us, or shown and not ours to read and write, as to users of before there were claims. */
        FOREIGN,
        OURS
    }

    /**
     * Asks. Where nothing was ever stored, others may still be making the topics, so that the one of claims is waited
     * for: from the first packet on, cameras whose places are their names' are not moved.
     *
     * @param longest to wait for it
     * @throws RunError when the broker is away, or the packets topic is not there or not ours
     */
    static Outset of(Broker broker, Duration longest) {
        try (Admin admin = broker.admin()) {
            String claims = broker.topics().cameraPartitions();
            Outset first = ask(admin, broker, access(admin, claims));
            if (!first.fresh || first.claims != Access.MISSING) {
                return first;
            }
            return ask(
                    admin,
                    broker,
                    Shown.await(() -> access(admin, claims), access -> access != Access.MISSING, longest));
        } catch (ExecutionException e) {
            throw new RunError("the topics of " + broker + " cannot be described: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking at the topics", e);
        }
    }

    private static Outset ask(Admin admin, Broker broker, Access claims)
            throws ExecutionException, InterruptedException {
        String packets = broker.topics().packets();
        // Of several brokers the one that is asked may not have heard of a new topic.
        TopicDescription topic = Shown.await(() -> described(admin, packets), Optional::isPresent, SOON)
                .orElseThrow(() -> new RunError("the broker at " + broker + " has no topic " + packets));
        Map<TopicPartition, OffsetSpec> all = topic.partitions().stream()
                .collect(Collectors.toMap(
                        one -> new TopicPartition(packets, one.partition()), one -> OffsetSpec.latest()));
        Collection<ListOffsetsResultInfo> ends =
                admin.listOffsets(all).all().get().values();
        return new Outset(ends.size(), ends.stream().allMatch(end -> end.offset() == 0), claims);
    }

    private static Access access(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            Optional<TopicDescription> there = described(admin, topic);
            if (there.isEmpty()) {
                return Access.MISSING;
            }
            // A broker that does not tell has nobody to ask.
            Set<AclOperation> rights = there.get().authorizedOperations();
            return rights == null || rights.containsAll(READ_AND_WRITE) ? Access.OURS : Access.FOREIGN;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Access.FOREIGN;
            }
            throw e;
        }
    }

    /** Empty where there is none. */
    private static Optional<TopicDescription> described(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.ofNullable(
                    admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .allTopicNames()
                            .get()
                            .get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
