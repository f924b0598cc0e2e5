package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic in which Kafka Streams keeps what is stored about the packets. It must have as many partitions as they
 * have, and should have as many copies.
 *
 * @param broker where both are
 * @param name as Kafka Streams has it
 */
public record ProgressTopic(Broker broker, String name) {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressTopic.class);

    /**
     * Gives it partitions where the packets have got more, the broker's time and room enough for its records, and warns
     * of too few copies. Where it is not there yet, Kafka Streams makes it.
     *
     * <p>A camera whose packets go to another partition from then on has no progress there. Its packets in the old one
     * get their events there, and those in the new one from the next keyframe on; the ones in between are skipped for
     * want of it.
     *
     * @return the replication of the packets
     * @throws RunError when the broker is away or does not let us
     */
    public Replication fit() {
        String packets = broker.topics().packets();
        try (Admin admin = broker.admin()) {
            TopicDescription wanted = describe(admin, packets);
            if (admin.listTopics().names().get().contains(name)) {
                fit(admin, describe(admin, name), wanted);
                set(admin);
            }
            return Replication.of(wanted);
        } catch (ExecutionException e) {
            throw new RunError("topics " + packets + " and " + name + " cannot be compared: " + broker.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking at topic " + name, e);
        }
    }

    private void fit(Admin admin, TopicDescription there, TopicDescription wanted)
            throws ExecutionException, InterruptedException {
        int copies = Replication.of(there).copies();
        if (copies < Replication.of(wanted).copies()) {
            LOG.warn(
                    "topic {} has {} copies where {} has {}: kafka-reassign-partitions.sh gives it more",
                    name,
                    copies,
                    wanted.name(),
                    Replication.of(wanted).copies());
        }
        if (there.partitions().size() < wanted.partitions().size()) {
            grow(admin, wanted);
        }
    }

    /**
     * Versions before made it with the writer's time, and for the usual size of records. One that we may not change
     * takes our records all the same, but for those of a crowd.
     */
    private void set(Admin admin) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            Config there = Objects.requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            List<AlterConfigOp> missing = new ArrayList<>();
            ConfigEntry time = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicSettings.BROKERS_CLOCK);
            if (!time.value().equals(there.get(time.name()).value())) {
                missing.add(new AlterConfigOp(time, AlterConfigOp.OpType.SET));
            }
            ConfigEntry size = new ConfigEntry(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RecordSizes.LARGEST_PROGRESS));
            if (Long.parseLong(there.get(size.name()).value()) < RecordSizes.LARGEST_PROGRESS) {
                missing.add(new AlterConfigOp(size, AlterConfigOp.OpType.SET));
            }
            if (!missing.isEmpty()) {
                admin.incrementalAlterConfigs(Map.of(topic, missing)).all().get();
            }
        } catch (ExecutionException e) {
            LOG.atDebug().addKeyValue("reason", broker.words(e)).log("the settings of {} stay as they are", name);
        }
    }

    private void grow(Admin admin, TopicDescription wanted) throws ExecutionException, InterruptedException {
        int partitions = wanted.partitions().size();
        try {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
            LOG.warn("topic {} has {} partitions now, and {} gets as many", wanted.name(), partitions, name);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw new RunError(
                        "topic " + wanted.name() + " has " + partitions + " partitions now, and we may not give " + name
                                + " as many: kafka-topics.sh --alter --topic " + name + " --partitions " + partitions,
                        e);
            }
            throw e;
        }
    }

    private static TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
    }
}
