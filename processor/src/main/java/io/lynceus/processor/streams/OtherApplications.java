package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that another application id is at work on the same packets, or was so last. Each application writes an event
 * of each frame: with two, every frame has two for good.
 */
final class OtherApplications {
    private static final Logger LOG = LoggerFactory.getLogger(OtherApplications.class);
    /** Of each partition of the detections: the last records, markers of transactions counted. */
    private static final long LAST = 100;

    private static final int FETCH = 1 << 20;

    private final Broker broker;
    private final String own;

    /** @param own application id */
    OtherApplications(Broker broker, String own) {
        this.broker = broker;
        this.own = own;
    }

    /**
     * Looks.
     *
     * @param stopped asked in between; true ends it with a RunError
     * @throws UserError when there is another one
     */
    void refuse(BooleanSupplier stopped) {
        Set<String> others = new TreeSet<>(writers(stopped));
        others.addAll(atWork());
        if (!others.isEmpty()) {
            String one = others.iterator().next();
            throw new UserError("application " + String.join(", ", others) + " writes the events of "
                    + broker.topics().packets() + " at " + broker + ", or did so last: a second application, " + own
                    + ", would give every frame a second event. Take over or share its cameras with --application-id "
                    + one + ", or say --also for events of both");
        }
    }

    /** Whose the last events are; those of release 0.1 do not say. */
    private Set<String> writers(BooleanSupplier stopped) {
        Set<String> writers = new TreeSet<>();
        try (StretchReader<FrameDetections> events = new StretchReader<>(
                broker,
                broker.topics().detections(),
                broker.codecs().detections().deserializer(),
                FETCH,
                stopped)) {
            Map<Integer, Long> ends = events.ends();
            Map<Integer, Long> from = new HashMap<>(events.beginnings());
            from.replaceAll((partition, first) -> Math.max(first, ends.getOrDefault(partition, 0L) - LAST));
            events.read(from, ends, event -> writers.add(event.value().getApplication()));
        } catch (RunError e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the events are not ours to read");
        }
        writers.remove(own);
        writers.remove("");
        return writers;
    }

    /** Applications with members at work on the packets; they may not have written an event yet. */
    private Set<String> atWork() {
        try (Admin admin = broker.admin()) {
            List<String> groups = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.endsWith(DetectTopology.changelog("")))
                    .map(topic -> topic.substring(
                            0, topic.length() - DetectTopology.changelog("").length()))
                    .filter(group -> !group.isEmpty() && !group.equals(own))
                    .toList();
            Set<String> found = new TreeSet<>();
            admin.describeConsumerGroups(groups).describedGroups().forEach((group, description) -> {
                if (hasOurPackets(
                        description.toCompletionStage().toCompletableFuture().join())) {
                    found.add(group);
                }
            });
            return found;
        } catch (ExecutionException | CompletionException e) {
            LOG.atDebug().addKeyValue("reason", broker.words(e)).log("other groups are not ours to see");
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    private boolean hasOurPackets(ConsumerGroupDescription group) {
        return group.members().stream()
                .map(MemberDescription::assignment)
                .flatMap(assignment -> assignment.topicPartitions().stream())
                .map(TopicPartition::topic)
                .anyMatch(broker.topics().packets()::equals);
    }
}
