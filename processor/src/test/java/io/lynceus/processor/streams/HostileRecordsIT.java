package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.schemas.EncodedPacketSerde;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Thousands of records in every topic that nobody of us wrote. */
class HostileRecordsIT {
    private static final int RECORDS = 10_000;
    private static final byte[] PACKET = packet();

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final Logger letters = (Logger) LoggerFactory.getLogger(DeadLetters.class);

    @BeforeEach
    void quiet() {
        letters.setLevel(Level.ERROR);
    }

    @AfterEach
    void loud() {
        letters.setLevel(null);
    }

    @Test
    void theCamerasFramesHaveTheirEventsAllTheSame() throws Exception {
        try (EmbeddedBroker node = EmbeddedBroker.start(0)) {
            Broker broker = node.connection();
            TopicNames topics = broker.topics();
            try (TopicSetup setup = TopicSetup.open(broker)) {
                setup.create(new TopicLayout(2, 1, 1 << 20));
            }
            try (FaultScene scene = new FaultScene(broker, 4, Duration.ofMillis(50));
                    DetectionService service = DetectionService.start(
                            new DetectionSettings(broker, "hostile", 1, folder),
                            new MeanDetector(),
                            FrameListener.NONE)) {
                scene.awaitFrames(5, service);
                for (String topic : topics.all()) {
                    send(broker, topic);
                }
                scene.awaitFrames(5, service);
                scene.end(service);
            }
            // As many as were put there directly, and those of the packets topic.
            assertThat(Stored.read(broker, topics.deadLetters(), 2 * RECORDS)).hasSize(2 * RECORDS);
            try (StatusReader status = StatusReader.open(broker, true)) {
                assertThat(status.poll(Duration.ofMillis(500))).isEmpty();
            }
        }
    }

    private void send(Broker broker, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                // A compacted topic takes no record without a key.
                byte[] key = topic.equals(broker.topics().settings()) ? noise() : key(i);
                producer.send(new ProducerRecord<>(topic, key, value(i)));
            }
            producer.flush();
        }
    }

    private byte @Nullable [] key(int i) {
        return i % 3 == 0 ? null : i % 3 == 1 ? "cam-1".getBytes(StandardCharsets.UTF_8) : noise();
    }

    private byte[] value(int i) {
        return switch (i % 4) {
            case 0 -> new byte[0];
            case 1 -> noise();
            case 2 -> "{\"camera\": \"cam-1\"}".getBytes(StandardCharsets.UTF_8);
            default -> beginning();
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        // Not as our own begin: such a one would be of a newer version, and stop the stream.
        noise[0] = 0;
        return noise;
    }

    /** A packet that is cut off, and one that says that its camera's name has two thousand million letters. */
    private byte[] beginning() {
        byte[] packet = PACKET.clone();
        if (random.nextBoolean()) {
            return Arrays.copyOf(packet, 11 + random.nextInt(packet.length - 12));
        }
        System.arraycopy(new byte[] {-2, -1, -1, -1, 15}, 0, packet, 10, 5);
        return packet;
    }

    private static byte[] packet() {
        try (EncodedPacketSerde serde = new EncodedPacketSerde()) {
            return serde.serializer()
                    .serialize("packets", ReorderedPackets.of("cam-1", 1, 2).get(0));
        }
    }
}
