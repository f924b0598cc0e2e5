package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIT {
    private static final int FRAMES = 30;

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Path clip;

    @BeforeAll
    static void start() {
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES);
        broker = EmbeddedBroker.start(0);
        try (TopicSetup topics = TopicSetup.open(broker.connection())) {
            topics.create(TopicLayout.DEFAULT);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyCapturedFrameHasOneCommittedEventAndEachRunIsANewEpoch() {
        capture("cam", new CaptureOptions(true, 1));
        List<FrameDetections> events = new ArrayList<>();
        try (DetectionService service = service("whole", new FakeDetector());
                EventReader reader = EventReader.open(broker.connection(), true)) {
            read(reader, events, FRAMES);
            capture("cam", new CaptureOptions(true, 2));
            read(reader, events, 3 * FRAMES);
            service.check();
            await().untilAsserted(() -> assertThat(service.waiting()).isZero());
        }
        assertThat(events).hasSize(3 * FRAMES).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
        assertThat(events.stream().map(FrameDetections::getEpoch).distinct())
                .hasSize(3)
                .isSorted();
        try (Ledger ledger = Ledger.open(broker.connection())) {
            CameraLedger line = ledger.catchUp().get(0);
            assertThat(line.captured()).isEqualTo(3 * FRAMES);
            assertThat(line.balanced()).isTrue();
            assertThat(line.outOfOrder()).isZero();
            assertThat(line.byStatus()).containsEntry("DETECTED", 3L * FRAMES);
        }
    }

    private static DetectionService service(String name, FakeDetector detector) {
        return DetectionService.start(
                new DetectionSettings(broker.connection(), name, 1, folder.resolve(name)),
                detector,
                FrameListener.NONE);
    }

    private static void capture(String name, CaptureOptions options) {
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection());
                Capture capture = Capture.start(new Camera(name, clip.toString()), options, sink, Clock.systemUTC())) {
            assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
        }
    }

    private static void read(EventReader reader, List<FrameDetections> events, int wanted) {
        while (events.size() < wanted) {
            events.addAll(reader.poll(Duration.ofSeconds(1)));
        }
    }
}
