package io.lynceus.processor.kafka;

import io.lynceus.vision.RunError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Creates and describes the topics on one broker. */
public final class TopicSetup implements AutoCloseable {
    private static final int STATUS_DAYS = 90;

    private final Broker broker;
    private final TopicNames names;
    private final Admin admin;

    private TopicSetup(Broker broker, Admin admin) {
        this.broker = broker;
        this.names = broker.topics();
        this.admin = admin;
    }

    /** @throws RunError when no broker answers */
    public static TopicSetup open(Broker broker) {
        return new TopicSetup(broker, broker.admin());
    }

    /**
     * Makes the topics that are not there and gives those that are the layout's record size and the copies in sync that
     * their replication allows; partitions and replication stay.
     *
     * @return the topics that were made
     * @throws RunError when the broker refuses
     */
    public List<String> create(TopicLayout layout) {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> wanted = new ArrayList<>();
            for (String topic : names.all()) {
                if (there.contains(topic)) {
                    mend(topic, layout);
                } else {
                    wanted.add(topic(topic, layout));
                }
            }
            admin.createTopics(wanted).all().get();
            return wanted.stream().map(NewTopic::name).toList();
        } catch (ExecutionException e) {
            throw refused("create the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /**
     * The topics as the broker has them.
     *
     * @return one for each that is there
     * @throws RunError when the broker refuses
     */
    public List<TopicFacts> describe() {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<String> ours = names.all().stream().filter(there::contains).toList();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(ours).allTopicNames().get();
            Map<ConfigResource, Config> settings = admin.describeConfigs(
                            ours.stream().map(TopicSetup::resource).toList())
                    .all()
                    .get();
            return ours.stream()
                    .map(topic -> TopicFacts.of(
                            Objects.requireNonNull(topics.get(topic)),
                            Objects.requireNonNull(settings.get(resource(topic)))))
                    .toList();
        } catch (ExecutionException e) {
            throw refused("describe the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private void mend(String topic, TopicLayout layout) throws ExecutionException, InterruptedException {
        TopicDescription there = Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        Collection<AlterConfigOp> operations = List.of(
                set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, largest(topic, layout)),
                set(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Replication.of(there).leastInSync()));
        admin.incrementalAlterConfigs(Map.of(resource(topic), operations)).all().get();
    }

    private static AlterConfigOp set(String key, int value) {
        return new AlterConfigOp(new ConfigEntry(key, Integer.toString(value)), AlterConfigOp.OpType.SET);
    }

    private NewTopic topic(String name, TopicLayout layout) {
        int partitions = name.equals(names.packets()) || name.equals(names.detections()) ? layout.partitions() : 1;
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest(name, layout)));
        settings.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(new Replication(layout.replication()).leastInSync()));
        // Video does not get smaller, and the packets come without compression.
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        if (name.equals(names.cameraStatus())) {
            // Small, and asked for when somebody looks back at a camera's last months.
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(STATUS_DAYS).toMillis()));
        }
        return new NewTopic(name, partitions, (short) layout.replication()).configs(settings);
    }

    private int largest(String topic, TopicLayout layout) {
        return topic.equals(names.deadLetters()) ? layout.largestLetter() : layout.maxMessageBytes();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private RunError refused(String what, ExecutionException e) {
        return new RunError("the broker at " + broker + " did not " + what + ": " + broker.words(e), e);
    }

    private static RunError stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RunError("stopped while waiting for the broker", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
