package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients, with transactional ids that stay the same over a restart: a thread that starts ends the
 * transaction that its predecessor left open. Kafka Streams does that only for stores on disk; with others its ids are
 * new at each start, and an open transaction of a dead process holds up read_committed readers until it times out. What
 * the broker then still holds open is ended too, see {@link HangingTransactions}.
 *
 * @param name of the instance, unique in its group
 * @param broker of the producers
 * @param time that their records are stamped with
 * @param polled called on a stream thread before each of its polls
 * @param work told how the transactions end
 * @param backlog told what is left after each poll
 */
record NamedClients(
        String applicationId,
        String name,
        Broker broker,
        RecordTime time,
        Runnable polled,
        OpenWork work,
        Backlog backlog)
        implements KafkaClientSupplier {
    private static final String GROUP_OFFSETS = "__consumer_offsets";

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        String id = transactionalId(String.valueOf(config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG)));
        Map<String, Object> named = new HashMap<>(config);
        named.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        return new NamedProducer(named, time, () -> endHanging(id), work);
    }

    private void endHanging(String transactionalId) {
        TopicNames topics = broker.topics();
        try (Admin admin = getAdmin(broker.settings())) {
            new HangingTransactions(admin)
                    .end(
                            transactionalId,
                            Set.of(
                                    topics.detections(),
                                    topics.tracks(),
                                    topics.zoneEvents(),
                                    topics.counts(),
                                    topics.deadLetters(),
                                    DetectTopology.changelog(applicationId),
                                    GROUP_OFFSETS));
        }
    }

    /** @param id as Kafka Streams makes it: application, process and, after the last hyphen, the thread's number */
    String transactionalId(String id) {
        return applicationId + "-" + name + id.substring(id.lastIndexOf('-'));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new PolledConsumer(config, polled, backlog);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
