package io.lynceus.processor.streams;

import static org.awaitility.Awaitility.await;

import io.lynceus.processor.kafka.Broker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** A record of 1970 in a topic that takes the writer's word for it. When it is gone, the broker has tidied up. */
final class Bait {
    private static final TopicPartition PARTITION = new TopicPartition("bait", 0);

    private Bait() {}

    /** Puts it out and waits until it is deleted. */
    static void awaitDeletion(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
                Producer<String, String> producer = broker.producer(Map.of(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(PARTITION.topic(), null, 1_000L, "key", "old"))
                    .get();
            await().until(() -> admin.listOffsets(Map.of(PARTITION, OffsetSpec.earliest()))
                            .partitionResult(PARTITION)
                            .get()
                            .offset()
                    > 0);
        }
    }
}
