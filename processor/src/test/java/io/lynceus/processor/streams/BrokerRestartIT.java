package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away under capture and detection, and comes back. */
class BrokerRestartIT {
    private static final Duration POLL = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void captureAndDetectionGoOnByThemselvesAndAReaderThatStalledHasAll() {
        int port = SteadyPort.find();
        Path data = folder.resolve("broker");
        Camera camera = new Camera(
                "cam", TestClips.write(folder.resolve("clip.mp4"), 64, 48, 30).toString());
        EmbeddedBroker broker = EmbeddedBroker.start(port, data);
        Broker connection = broker.connection();
        try (TopicSetup topics = TopicSetup.open(connection)) {
            topics.create(new TopicLayout(1, 1, RecordSizes.LARGEST));
        }
        long captured;
        int early;
        List<FrameDetections> events = new ArrayList<>();
        try (DetectionService service = DetectionService.start(
                        new DetectionSettings(connection, "restart", 1, folder.resolve("state")),
                        new FakeDetector(),
                        FrameListener.NONE);
                EventReader reader = EventReader.open(connection, true);
                EventReader stalled = EventReader.open(connection, true);
                KafkaPacketSink sink = KafkaPacketSink.open(connection)) {
            try (Capture capture =
                    Capture.start(camera, new CaptureOptions(false, CaptureOptions.FOREVER), sink, Clock.systemUTC())) {
                read(reader, events, 10, service);
                early = await().pollInSameThread()
                        .until(() -> stalled.poll(POLL).size(), some -> some > 0);

                broker.close();
                long before = capture.packets();
                while (capture.packets() < before + 20) {
                    assertThat(capture.await(POLL)).isFalse();
                }
                broker = EmbeddedBroker.start(port, data);
                read(reader, events, (int) before + 30, service);
                capture.close();
                captured = capture.packets();
            }
            read(reader, events, (int) captured, service);
            assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
            assertThat(sink.dropped()).isZero();
            int all = early;
            while (all < captured) {
                all += stalled.poll(POLL).size();
            }
            assertThat(all).isEqualTo((int) captured);
        }
        try (Ledger ledger = Ledger.open(connection)) {
            CameraLedger line = ledger.catchUp().get(0);
            assertThat(line.captured()).isEqualTo(captured);
            assertThat(line.balanced()).isTrue();
            assertThat(line.outOfOrder()).isZero();
            assertThat(line.dropped()).isZero();
            assertThat(line.byStatus()).containsOnlyKeys("DETECTED");
        }
        broker.close();
    }

    private static void read(EventReader reader, List<FrameDetections> events, int wanted, DetectionService service) {
        while (events.size() < wanted) {
            events.addAll(reader.poll(POLL));
            service.check();
        }
    }
}
