package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection on a broker, stopped in the middle of groups of pictures and started again without its state folder. */
class RecoveryIT {
    private static final int FRAMES = 60;
    private static final List<String> CAMERAS = List.of("cam-1", "cam-2", "cam-3");

    @TempDir
    Path folder;

    @Test
    void stoppedAndStartedAgainEveryFrameHasOneEventAsIfNothingHadBeen() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            List<FrameDetections> events = new ArrayList<>();
            int[] stops = {16, 37, FRAMES + 1};
            int from = 0;
            for (int to : stops) {
                send(broker, from, to);
                try (DetectionService service = DetectionService.start(
                                new DetectionSettings(broker.connection(), "again", 1, folder.resolve("until-" + to)),
                                new MeanDetector(),
                                FrameListener.NONE);
                        EventReader reader = EventReader.open(broker.connection(), true)) {
                    events.clear();
                    // The decoders hold some back until the end.
                    int due = CAMERAS.size() * (to > FRAMES ? FRAMES : to - 3);
                    while (events.size() < due) {
                        events.addAll(reader.poll(Duration.ofMillis(500)));
                        service.check();
                    }
                }
                from = to;
            }
            assertThat(events.stream().map(FrameDetections::getFrameId).distinct())
                    .hasSize(CAMERAS.size() * FRAMES);
            try (Ledger ledger = Ledger.open(broker.connection())) {
                assertThat(ledger.catchUp()).hasSize(CAMERAS.size()).allSatisfy(RecoveryIT::assertUndisturbed);
            }
        }
    }

    private static void assertUndisturbed(CameraLedger line) {
        assertThat(line.captured()).isEqualTo(FRAMES);
        assertThat(line.balanced()).isTrue();
        assertThat(line.outOfOrder()).isZero();
        assertThat(line.byStatus()).containsOnlyKeys("DETECTED").containsValue((long) FRAMES);
    }

    private static void send(EmbeddedBroker broker, int from, int to) {
        // Records as old as the clip's clock says would be deleted by retention.
        Instant now = Instant.now();
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            for (String camera : CAMERAS) {
                for (EncodedPacket packet :
                        ReorderedPackets.of(camera, 5, FRAMES).subList(from, to)) {
                    sink.send(
                            EncodedPacket.newBuilder(packet).setIngestTime(now).build());
                }
            }
            sink.flush();
        }
    }
}
