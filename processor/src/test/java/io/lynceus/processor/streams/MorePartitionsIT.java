package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.BufferSize;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.partitions.CameraPartitions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MorePartitionsIT {
    private static final int FRAMES = 12;
    private static final int SMALL = 1_048_588;
    private static final ConfigResource PROGRESS =
            new ConfigResource(ConfigResource.Type.TOPIC, DetectTopology.changelog("more"));
    private static final List<String> CAMERAS = List.of("a", "b", "c", "d", "e", "f");

    @TempDir
    Path folder;

    @Test
    void partitionsThatAreAddedToThePacketsAreTakenInAndNoFrameIsLost() throws Exception {
        String clip =
                TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        try (EmbeddedBroker embedded = EmbeddedBroker.start(0)) {
            Broker broker = embedded.connection();
            try (TopicSetup topics = TopicSetup.open(broker)) {
                topics.create(new TopicLayout(2, 1, RecordSizes.LARGEST));
            }
            capture(broker, clip);
            try (FakeDetector detector = new FakeDetector();
                    DetectionService service = DetectionService.start(
                            new DetectionSettings(broker, "more", 1, folder.resolve("state")),
                            detector,
                            FrameListener.NONE,
                            // So that they are seen soon; the default is five minutes.
                            Map.of("main.consumer.metadata.max.age.ms", 500))) {
                assertComplete(broker, service, FRAMES);
                grow(broker, 5);
                capture(broker, clip);
                assertComplete(broker, service, 2 * FRAMES);
            }
            assertThat(largestProgress(broker)).isEqualTo(RecordSizes.LARGEST_PROGRESS);
            makeForSmallProgress(broker);
            grow(broker, 7);
            capture(broker, clip);
            try (FakeDetector detector = new FakeDetector();
                    DetectionService service = DetectionService.start(
                            new DetectionSettings(broker, "more", 1, folder.resolve("state")),
                            detector,
                            FrameListener.NONE)) {
                assertComplete(broker, service, 3 * FRAMES);
            }
            await().until(() -> largestProgress(broker) == RecordSizes.LARGEST_PROGRESS);
        }
    }

    private static void grow(Broker broker, int partitions) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createPartitions(Map.of(broker.topics().packets(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
            // A broker hears of them from its controller a moment later.
            String topic = broker.topics().packets();
            await().until(() -> Objects.requireNonNull(admin.describeTopics(List.of(topic))
                                    .allTopicNames()
                                    .get()
                                    .get(topic))
                            .partitions()
                            .size()
                    == partitions);
        }
    }

    /** As versions before did. */
    private static void makeForSmallProgress(Broker broker) throws Exception {
        AlterConfigOp small = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(SMALL)),
                AlterConfigOp.OpType.SET);
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(PROGRESS, List.of(small)))
                    .all()
                    .get();
        }
        await().until(() -> largestProgress(broker) == SMALL);
    }

    private static int largestProgress(Broker broker) throws Exception {
        try (Admin admin = broker.admin()) {
            return Integer.parseInt(Objects.requireNonNull(
                            admin.describeConfigs(List.of(PROGRESS)).all().get().get(PROGRESS))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value());
        }
    }

    private static void capture(Broker broker, String clip) {
        // By their names, so that some of them move when partitions are added.
        try (KafkaPacketSink sink = KafkaPacketSink.open(
                broker,
                CameraPartitions.byName(),
                BufferSize.DEFAULT,
                StatusSink.NONE,
                RecordTime.ours(),
                packet -> {})) {
            for (String camera : CAMERAS) {
                try (Capture capture =
                        Capture.start(new Camera(camera, clip), new CaptureOptions(true, 1), sink, Clock.systemUTC())) {
                    assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
                }
            }
        }
    }

    /** Each camera has so many frames, each with one event. */
    private static void assertComplete(Broker broker, DetectionService service, long frames) {
        try (Ledger ledger = Ledger.open(broker)) {
            await().untilAsserted(() -> {
                service.check();
                assertThat(ledger.catchUp())
                        .hasSize(CAMERAS.size())
                        .allSatisfy(line -> assertThat(line)
                                .returns(frames, CameraLedger::captured)
                                .returns(true, CameraLedger::balanced));
            });
        }
    }
}
