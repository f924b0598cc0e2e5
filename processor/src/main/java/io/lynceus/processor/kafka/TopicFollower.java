package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Reads committed records of several topics, without a group, from places that the caller keeps. A broker that goes
 * away gives nothing, and is no failure. One thread.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int RECORDS = 2_000;

    private final Broker broker;
    private final List<String> topics;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicFollower(Broker broker, List<String> topics) {
        this.broker = broker;
        this.topics = topics;
        this.admin = broker.admin();
        this.consumer = broker.consumer(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS));
    }

    /**
     * Looks whether broker and topics are there.
     *
     * @param topics those that are wanted; the first has to be there, the others may come
     * @throws RunError when the broker is away or has not the first topic
     */
    public static TopicFollower open(Broker broker, List<String> topics) {
        broker.require(topics.get(0));
        return new TopicFollower(broker, topics);
    }

    /** The partitions of those topics that are there; empty when the broker does not answer. */
    public Optional<Set<Shard>> shards() {
        try {
            Set<String> there = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Set<Shard> shards = new HashSet<>();
            admin.describeTopics(topics.stream().filter(there::contains).toList())
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((topic, facts) -> facts.partitions()
                            .forEach(part ->
                                    shards.add(new Shard(topic, facts.topicId().toString(), part.partition()))));
            return Optional.of(shards);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw new RunError("the topics of " + broker + " cannot be listed: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Goes on from there.
     *
     * @param places of each partition the next offset; empty for the first that the broker has
     */
    public void read(Map<Shard, Optional<Long>> places) {
        consumer.assign(places.keySet().stream().map(TopicFollower::kafkas).toList());
        places.forEach((shard, next) -> {
            if (next.isPresent()) {
                consumer.seek(kafkas(shard), next.get());
            } else {
                consumer.seekToBeginning(List.of(kafkas(shard)));
            }
        });
    }

    /**
     * What came, waiting up to a time for the first.
     *
     * @throws RunError when the broker refuses us
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration time) {
        try {
            return consumer.poll(time);
        } catch (KafkaException e) {
            throw new RunError("reading from the broker at " + broker + " stopped: " + broker.words(e), e);
        }
    }

    /** How many records are there that were not read; empty when the broker does not answer. */
    public OptionalLong behind() {
        try {
            return OptionalLong.of(consumer.endOffsets(consumer.assignment(), PATIENCE).entrySet().stream()
                    .mapToLong(end -> end.getValue() - consumer.position(end.getKey(), PATIENCE))
                    .sum());
        } catch (RetriableException e) {
            return OptionalLong.empty();
        }
    }

    /** A partition by its name for Kafka. */
    public TopicPartition partition(Shard shard) {
        return kafkas(shard);
    }

    private static TopicPartition kafkas(Shard shard) {
        return new TopicPartition(shard.topic(), shard.partition());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
        admin.close(Duration.ZERO);
    }
}
