package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.config.EventFormat;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.ClientSettings;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.StandInRegistry;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture, process and readers over a registry and with JSON: the formats differ and the frames do not. */
class FormatsIT {
    private static final int FRAMES = 30;

    @TempDir
    Path folder;

    private EmbeddedBroker embedded;

    @BeforeEach
    void start() {
        TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES);
        embedded = EmbeddedBroker.start(0);
        try (TopicSetup topics = TopicSetup.open(embedded.connection())) {
            topics.create(TopicLayout.DEFAULT);
        }
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Test
    void aRegistryThatIsAwayForAWhileCostsNoFrame() {
        try (StandInRegistry registry = new StandInRegistry()) {
            Broker broker = new Broker(
                    embedded.connection().bootstrap(),
                    new ClientSettings(Map.of("schema.registry.url", registry.url())),
                    TopicNames.DEFAULT);
            try (DetectionService service = service(broker);
                    EventReader reader = EventReader.open(broker, true);
                    KafkaPacketSink sink = KafkaPacketSink.open(broker)) {
                registry.awayFor("/");
                try (Capture capture = capture(sink)) {
                    await().until(() -> registry.asked("POST /subjects/lynceus.packets-value") >= 2);
                    // Capture may write now; process may not read what it writes.
                    registry.awayFor("/schemas");
                    await().until(() -> registry.asked("GET /schemas") >= 2);
                    registry.awayFor("/subjects/lynceus.detections");
                    await().until(() -> registry.asked("POST /subjects/lynceus.detections-value") >= 2);
                    registry.awayFor(null);
                    assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
                }
                assertThat(read(reader))
                        .extracting(FrameDetections::getFrameId)
                        .hasSize(FRAMES)
                        .doesNotHaveDuplicates();
                service.check();
            }
            assertThat(firstBytes(broker)).containsOnlyKeys((byte) 0);
            assertBalanced(broker);
        }
    }

    @Test
    void eventsAsJsonAreTheSameEvents() {
        Broker broker = embedded.connection().writing(EventFormat.JSON);
        try (DetectionService service = service(broker);
                EventReader reader = EventReader.open(embedded.connection(), true);
                KafkaPacketSink sink = KafkaPacketSink.open(broker);
                Capture capture = capture(sink)) {
            assertThat(read(reader))
                    .hasSize(FRAMES)
                    .allSatisfy(event -> assertThat(event.getDetections()).isNotEmpty());
            assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
            service.check();
        }
        assertThat(firstBytes(broker)).containsOnlyKeys((byte) '{');
        assertBalanced(broker);
    }

    private DetectionService service(Broker broker) {
        return DetectionService.start(
                new DetectionSettings(broker, "formats", 1, folder), new FakeDetector(), FrameListener.NONE);
    }

    private Capture capture(KafkaPacketSink sink) {
        Camera camera = new Camera("cam", folder.resolve("clip.mp4").toString());
        return Capture.start(camera, new CaptureOptions(true, 1), sink, Clock.systemUTC());
    }

    private static List<FrameDetections> read(EventReader reader) {
        List<FrameDetections> events = new ArrayList<>();
        while (events.size() < FRAMES) {
            events.addAll(reader.poll(Duration.ofSeconds(1)));
        }
        return events;
    }

    /** How many values of the detections topic begin with each byte. */
    private static Map<Byte, Integer> firstBytes(Broker broker) {
        Map<Byte, Integer> bytes = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(Map.of())) {
            String topic = broker.topics().detections();
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            int read = 0;
            while (read < FRAMES) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    bytes.merge(record.value()[0], 1, Integer::sum);
                    read++;
                }
            }
        }
        return bytes;
    }

    private static void assertBalanced(Broker broker) {
        try (Ledger ledger = Ledger.open(broker)) {
            CameraLedger line = ledger.catchUp().get(0);
            assertThat(line.captured()).isEqualTo(FRAMES);
            assertThat(line.balanced()).isTrue();
        }
    }
}
