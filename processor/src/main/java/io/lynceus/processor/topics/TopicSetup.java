package io.lynceus.processor.topics;

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
    private static final Set<String> ONE_PARTITION = Set.of(Topics.DEAD_LETTERS, Topics.CAMERA_STATUS);
    private static final int STATUS_DAYS = 90;

    private final String bootstrap;
    private final Admin admin;

    private TopicSetup(String bootstrap, Admin admin) {
        this.bootstrap = bootstrap;
        this.admin = admin;
    }

    /** @throws RunError when no broker answers */
    public static TopicSetup open(String bootstrap) {
        return new TopicSetup(bootstrap, Connection.open(bootstrap));
    }

    /**
     * Makes the topics that are not there and gives those that are the layout's record size; their partitions stay.
     *
     * @return the topics that were made
     * @throws RunError when the broker refuses
     */
    public List<String> create(TopicLayout layout) {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> wanted = new ArrayList<>();
            for (String topic : Topics.ALL) {
                if (there.contains(topic)) {
                    allowLargest(topic, layout.largest(topic));
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
            List<String> ours = Topics.ALL.stream().filter(there::contains).toList();
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

    private void allowLargest(String topic, int bytes) throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> operations = List.of(new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource(topic), operations)).all().get();
    }

    private static NewTopic topic(String name, TopicLayout layout) {
        int partitions = ONE_PARTITION.contains(name) ? 1 : layout.partitions();
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(layout.largest(name)));
        // Video does not get smaller, and the packets come without compression.
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        if (name.equals(Topics.CAMERA_STATUS)) {
            // Small, and asked for when somebody looks back at a camera's last months.
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(STATUS_DAYS).toMillis()));
        }
        return new NewTopic(name, partitions, (short) layout.replication()).configs(settings);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private RunError refused(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new RunError("the broker at " + bootstrap + " did not " + what + ": " + cause.getMessage(), cause);
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
