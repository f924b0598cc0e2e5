package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.ForgetfulBroker;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
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
            leaveOpen(broker, partitions, "gate");
            leaveOpen(broker, partitions, "yard");
            try (Producer<byte[], byte[]> again = producer(broker, "gate");
                    Consumer<byte[], byte[]> stable = broker.consumer(Map.of())) {
                assertThat(ends(stable, partitions)).containsOnly(0L);
                again.initTransactions();
                // The other instance's is not ours to end.
                assertThat(ends(stable, partitions)).containsOnly(1L);
            }
        }
    }

    /** As a producer does that dies in the middle of a transaction. */
    private static void leaveOpen(Broker broker, List<TopicPartition> partitions, String name) throws Exception {
        Producer<byte[], byte[]> producer = producer(broker, name);
        producer.initTransactions();
        producer.beginTransaction();
        for (TopicPartition one : partitions) {
            producer.send(new ProducerRecord<>(one.topic(), one.partition(), null, new byte[] {1}))
                    .get();
        }
        producer.close(Duration.ZERO);
    }

    private static Producer<byte[], byte[]> producer(Broker broker, String name) {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put("transactional.id", "app-0d7f-1");
        return new NamedClients(
                        "app",
                        name,
                        broker,
                        RecordTime.ours(),
                        () -> {},
                        new OpenWork(StreamWatch.NONE, Clock.systemUTC()),
                        new Backlog())
                .getProducer(settings);
    }

    private static Collection<Long> ends(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).values();
    }
}
