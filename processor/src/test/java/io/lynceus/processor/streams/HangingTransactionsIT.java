package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.ForgetfulBroker;
import io.lynceus.processor.broker.Unannounced;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsIT {
    @TempDir
    Path folder;

    @Test
    void whatTheBrokerForgotToEndIsEndedWhenItsProducerStartsAgain() throws Exception {
        try (EmbeddedBroker node = ForgetfulBroker.start(folder)) {
            Broker broker = node.connection();
            List<TopicPartition> partitions = Stream.of(
                            broker.topics().detections(),
                            broker.topics().tracks(),
                            broker.topics().zoneEvents(),
                            broker.topics().counts())
                    .map(topic -> new TopicPartition(topic, 1))
                    .toList();
            try (TopicSetup topics = TopicSetup.open(broker)) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            leaveOpen(node, partitions, "gate");
            leaveOpen(node, partitions, "yard");
            try (Consumer<byte[], byte[]> stable = broker.consumer(Map.of())) {
                assertThat(ends(stable, partitions)).containsOnly(0L);
                // Kafka's own remedy: the coordinator ends what it knows of.
                try (Producer<byte[], byte[]> plain = new KafkaProducer<>(
                        settings(broker, "app-gate-1"), new ByteArraySerializer(), new ByteArraySerializer())) {
                    plain.initTransactions();
                }
                assertThat(ends(stable, partitions)).containsOnly(0L);
                try (Producer<byte[], byte[]> again = producer(broker, "gate")) {
                    again.initTransactions();
                }
                // The other instance's is not ours to end.
                assertThat(ends(stable, partitions)).containsOnly(1L);
            }
        }
    }

    /** What the coordinator forgot of a producer that died in the middle of a transaction. */
    private static void leaveOpen(EmbeddedBroker node, List<TopicPartition> partitions, String name) throws Exception {
        try (Producer<byte[], byte[]> producer = producer(node.connection(), name);
                Admin admin = Admin.create(node.connection().settings())) {
            producer.initTransactions();
            String id = "app-" + name + "-1";
            TransactionDescription known =
                    admin.describeTransactions(List.of(id)).description(id).get();
            Unannounced.write(node, id, known.producerId(), (short) known.producerEpoch(), partitions);
        }
    }

    private static Producer<byte[], byte[]> producer(Broker broker, String name) {
        return new NamedClients(
                        "app",
                        name,
                        broker,
                        RecordTime.ours(),
                        () -> {},
                        new OpenWork(StreamWatch.NONE, Clock.systemUTC()),
                        new Backlog())
                .getProducer(settings(broker, "app-0d7f-1"));
    }

    private static Map<String, Object> settings(Broker broker, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put("transactional.id", transactionalId);
        return settings;
    }

    private static Collection<Long> ends(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).values();
    }
}
