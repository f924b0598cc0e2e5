package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of the packets topic that are none. */
class DeadLettersIT {
    private static final int FRAMES = 40;
    private static final int LARGEST = RecordSizes.LARGEST - 1024;

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    @Test
    void garbageLandsThereUnchangedAndTheGoodRecordsHaveTheirEvents() {
        List<byte[]> garbage = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        for (byte[] packet : packets()) {
            for (byte[] bad : garbageLike(packet)) {
                garbage.add(bad);
                records.add(bad);
            }
            records.add(packet);
        }
        byte[] huge = noise(LARGEST);
        garbage.add(huge);
        records.add(FRAMES / 2, huge);
        records.add(null); // a tombstone is no packet either, and there is nothing of it to keep

        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Broker connection = broker.connection();
            try (TopicSetup topics = TopicSetup.open(connection)) {
                topics.create(new TopicLayout(1, 1, RecordSizes.LARGEST));
            }
            send(connection, records);
            List<FrameDetections> events = new ArrayList<>();
            try (DetectionService service = DetectionService.start(
                            new DetectionSettings(connection, "letters", 1, folder.resolve("state")),
                            new FakeDetector(),
                            FrameListener.NONE);
                    EventReader reader = EventReader.open(connection, true)) {
                while (events.size() < FRAMES) {
                    events.addAll(reader.poll(Duration.ofMillis(500)));
                    service.check();
                }
            }
            List<ConsumerRecord<byte[], byte[]>> letters =
                    Stored.read(connection, TopicNames.DEFAULT.deadLetters(), garbage.size());
            assertThat(letters).hasSize(garbage.size());
            assertThat(letters.stream().map(DeadLettersIT::valueOf))
                    .containsExactlyInAnyOrderElementsOf(
                            garbage.stream().map(Arrays::hashCode).toList());
            assertThat(letters).allMatch(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals("cam"));
            try (Ledger ledger = Ledger.open(connection)) {
                CameraLedger line = ledger.catchUp().get(0);
                assertThat(line.captured()).isEqualTo(FRAMES);
                assertThat(line.balanced()).isTrue();
                assertThat(line.byStatus()).containsOnlyKeys("DETECTED");
            }
        }
    }

    @Test
    void aPacketThatANewerVersionWroteIsNoneAndStopsDetectionUntilItIsUpgraded() {
        List<byte[]> records = new ArrayList<>(packets());
        records.get(10)[5] ^= 0x55;
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Broker connection = broker.connection();
            try (TopicSetup topics = TopicSetup.open(connection)) {
                topics.create(new TopicLayout(1, 1, RecordSizes.LARGEST));
            }
            send(connection, records);
            DetectionSettings settings = new DetectionSettings(connection, "newer", 1, folder.resolve("newer"));
            for (int start = 1; start <= 2; start++) {
                assertThatThrownBy(() -> {
                            try (DetectionService service =
                                    DetectionService.start(settings, new FakeDetector(), FrameListener.NONE)) {
                                service.await(Duration.ofMinutes(5));
                            }
                        })
                        .isInstanceOf(RunError.class)
                        .hasMessageContaining("topic lynceus.packets has records of a newer version");
            }
            assertThat(Stored.end(connection, TopicNames.DEFAULT.deadLetters())).isZero();
        }
    }

    private static int valueOf(ConsumerRecord<byte[], byte[]> letter) {
        return Arrays.hashCode(letter.value());
    }

    private static List<byte[]> packets() {
        Instant now = Instant.now();
        List<byte[]> packets = new ArrayList<>();
        try (Serializer<EncodedPacket> serializer = new EncodedPacketSerde().serializer()) {
            for (EncodedPacket packet : ReorderedPackets.of("cam", 5, FRAMES)) {
                packets.add(serializer.serialize(
                        TopicNames.DEFAULT.packets(),
                        EncodedPacket.newBuilder(packet).setIngestTime(now).build()));
            }
        }
        return packets;
    }

    /** Nothing at all, noise, words, the start of a packet, and a packet without its marker. */
    private List<byte[]> garbageLike(byte[] packet) {
        byte[] strange = packet.clone();
        strange[1] ^= 0x55;
        return List.of(
                new byte[0],
                noise(1 + random.nextInt(300)),
                "{\"camera\": \"cam\"}".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(packet, 11 + random.nextInt(packet.length - 12)),
                strange);
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private static void send(Broker connection, List<byte[]> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        connection.bootstrap(),
                        "max.request.size",
                        RecordSizes.LARGEST,
                        "buffer.memory",
                        2L * RecordSizes.LARGEST),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] record : records) {
                producer.send(new ProducerRecord<>(
                        TopicNames.DEFAULT.packets(), "cam".getBytes(StandardCharsets.UTF_8), record));
            }
            producer.flush();
        }
    }
}
