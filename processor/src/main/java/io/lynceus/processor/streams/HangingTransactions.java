package io.lynceus.processor.streams;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a producer's predecessor left open and the broker forgot. A coordinator that finds a partition without a
 * leader writes no marker there and calls the transaction complete (to 4.4.0,
 * {@code KRaftMetadataCache.getPartitionLeaderEndpoint}), as when a single node is started again after a crash. Readers
 * of committed records would wait at it for ever, and so would we for the group's offsets; worse, the next transaction
 * would commit what was to be undone.
 */
final class HangingTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

    private final Admin admin;

    /** @param admin stays the caller's */
    HangingTransactions(Admin admin) {
        this.admin = admin;
    }

    /**
     * Ends what is open in these topics under a transactional id. To be called when its producer has been initialised
     * and has not sent anything: nothing can be open rightly then. What the broker does not let us see is passed over.
     *
     * @throws KafkaException when the broker does not answer, or does not let us end one
     */
    void end(String transactionalId, Set<String> topics) {
        long producer = get(admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .producerId();
        for (String topic : topics) {
            try {
                get(admin.describeProducers(partitions(topic)).all())
                        .forEach((partition, state) -> end(producer, partition, state));
            } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
                LOG.atDebug().addKeyValue("topic", topic).log("not ours to see");
            }
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void end(long producer, TopicPartition partition, PartitionProducerState state) {
        for (ProducerState each : state.activeProducers()) {
            if (each.producerId() == producer
                    && each.currentTransactionStartOffset().isPresent()) {
                get(admin.abortTransaction(new AbortTransactionSpec(
                                partition,
                                producer,
                                (short) each.producerEpoch(),
                                each.coordinatorEpoch().orElse(0)))
                        .all());
                LOG.atWarn()
                        .addKeyValue("partition", partition)
                        .addKeyValue(
                                "offset", each.currentTransactionStartOffset().getAsLong())
                        .log("a transaction that the broker had forgotten to end is ended");
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
