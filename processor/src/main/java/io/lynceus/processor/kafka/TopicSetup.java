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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates, describes and alters the topics on one broker. */
public final class TopicSetup implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

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
     * Makes the topics that are not there, and waits until the broker shows them all; those that are there stay as they
     * are.
     *
     * @return the topics that were made
     * @throws RunError when the broker refuses
     */
    public List<String> create(TopicLayout layout) {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> wanted = names.all().stream()
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> topic(topic, layout))
                    .toList();
            List<String> made = new ArrayList<>();
            for (Map.Entry<String, KafkaFuture<Void>> one :
                    admin.createTopics(wanted).values().entrySet()) {
                if (isMade(one.getValue())) {
                    made.add(one.getKey());
                }
            }
            broker.awaitTopics(names.all(), LONGEST_WAIT);
            return names.all().stream().filter(made::contains).toList();
        } catch (ExecutionException e) {
            throw refused("create the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /** False where somebody else made the topic, which the broker that was asked had not heard of yet. */
    private static boolean isMade(KafkaFuture<Void> topic) throws ExecutionException, InterruptedException {
        try {
            topic.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * What of the topics that are there is not as a layout wants it; partitions and replication are not looked at.
     *
     * @throws RunError when the broker refuses
     */
    public List<SettingDifference> differences(TopicLayout layout) {
        try {
            List<SettingDifference> differences = new ArrayList<>();
            List<String> ours = ours();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(ours).allTopicNames().get();
            Map<ConfigResource, Config> settings = settings(ours);
            for (String topic : ours) {
                Replication copies = Replication.of(Objects.requireNonNull(topics.get(topic)));
                Config there = Objects.requireNonNull(settings.get(resource(topic)));
                TopicSettings.of(topic, names, layout, copies).forEach((key, wanted) -> {
                    String is = there.get(key).value();
                    if (!wanted.equals(is)) {
                        differences.add(new SettingDifference(topic, key, is, wanted));
                    }
                });
            }
            return differences;
        } catch (ExecutionException e) {
            throw refused("describe the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /**
     * Gives topics the settings that were asked for, and waits until the broker shows them.
     *
     * @throws RunError when the broker refuses
     */
    public void mend(List<SettingDifference> differences) {
        Map<ConfigResource, Collection<AlterConfigOp>> operations = new HashMap<>();
        for (SettingDifference one : differences) {
            operations
                    .computeIfAbsent(resource(one.topic()), topic -> new ArrayList<>())
                    .add(new AlterConfigOp(new ConfigEntry(one.key(), one.wanted()), AlterConfigOp.OpType.SET));
        }
        try {
            admin.incrementalAlterConfigs(operations).all().get();
            awaitShown(differences);
        } catch (ExecutionException e) {
            throw refused("alter the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /** A broker hears of a setting a moment after its controller took it. */
    private void awaitShown(List<SettingDifference> differences) throws ExecutionException, InterruptedException {
        List<String> topics =
                differences.stream().map(SettingDifference::topic).distinct().toList();
        Shown.await(() -> settings(topics), settings -> areShown(differences, settings), LONGEST_WAIT);
    }

    private static boolean areShown(List<SettingDifference> differences, Map<ConfigResource, Config> settings) {
        return differences.stream()
                .allMatch(one -> one.wanted()
                        .equals(Objects.requireNonNull(settings.get(resource(one.topic())))
                                .get(one.key())
                                .value()));
    }

    /**
     * The topics as the broker has them.
     *
     * @return one for each that is there
     * @throws RunError when the broker refuses
     */
    public List<TopicFacts> describe() {
        try {
            List<String> ours = ours();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(ours).allTopicNames().get();
            Map<ConfigResource, Config> settings = settings(ours);
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

    /**
     * How many partitions the packets topic has, for those too who may not see topics' settings.
     *
     * @throws RunError when it is not there, or the broker refuses
     */
    public int partitions() {
        broker.require(names.packets());
        try {
            return Objects.requireNonNull(admin.describeTopics(List.of(names.packets()))
                            .allTopicNames()
                            .get()
                            .get(names.packets()))
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw refused("describe the topics", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private List<String> ours() throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        return names.all().stream().filter(there::contains).toList();
    }

    private Map<ConfigResource, Config> settings(List<String> topics) throws ExecutionException, InterruptedException {
        return admin.describeConfigs(topics.stream().map(TopicSetup::resource).toList())
                .all()
                .get();
    }

    private NewTopic topic(String name, TopicLayout layout) {
        int partitions = names.shared().contains(name) ? layout.partitions() : 1;
        return new NewTopic(name, partitions, (short) layout.replication())
                .configs(TopicSettings.of(name, names, layout, new Replication(layout.replication())));
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
