package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.ThreeBrokers;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicationIT {
    private static final int FRAMES = 24;
    private static final String APPLICATION = "copies";

    @TempDir
    static Path folder;

    private static ThreeBrokers brokers;

    @BeforeAll
    static void start() {
        brokers = new ThreeBrokers(folder);
    }

    @AfterAll
    static void stop() {
        brokers.close();
    }

    @Test
    void oneOfThreeBrokersCanBeLostAndNoFrameIs() throws Exception {
        Broker broker = brokers.connection();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(new TopicLayout(2, 3, RecordSizes.LARGEST));
            // Any of the three may be asked, and the last to hear of the topics hears a moment later.
            await().untilAsserted(() -> assertThat(topics.describe())
                    .hasSameSizeAs(broker.topics().all())
                    .allSatisfy(topic -> assertThat(topic.replication()).isEqualTo(3))
                    .allSatisfy(topic -> assertThat(topic.leastInSync()).isEqualTo(2)));
        }
        String clip =
                TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        try (FakeDetector detector = new FakeDetector();
                DetectionService service = DetectionService.start(
                        new DetectionSettings(broker, APPLICATION, 1, folder.resolve("state")),
                        detector,
                        FrameListener.NONE);
                KafkaPacketSink sink = KafkaPacketSink.open(broker)) {
            capture(sink, "before", clip);
            // Any of the three may be asked here too.
            await().ignoreExceptions()
                    .until(() -> copies(broker, APPLICATION + "-progress-changelog"), List.of(3, 2)::equals);
            brokers.lose(1);
            capture(sink, "after", clip);
            sink.flush();
            try (Ledger ledger = Ledger.open(broker)) {
                List<CameraLedger> lines = await().pollInSameThread()
                        .until(
                                () -> {
                                    service.check();
                                    return ledger.catchUp();
                                },
                                all -> all.size() == 2 && all.stream().allMatch(line -> line.pending() == 0));
                assertThat(lines).extracting(CameraLedger::camera).containsExactly("after", "before");
                assertThat(lines).allSatisfy(line -> assertThat(line.balanced()).isTrue());
                assertThat(lines).allSatisfy(line -> assertThat(line.captured()).isEqualTo(FRAMES));
            }
        }
    }

    private static void capture(KafkaPacketSink sink, String camera, String clip) {
        try (Capture capture =
                Capture.start(new Camera(camera, clip), new CaptureOptions(true, 1), sink, Clock.systemUTC())) {
            capture.await(Duration.ofDays(1));
        }
    }

    /** How many copies a topic has, and how many of them must be in sync. */
    private static List<Integer> copies(Broker broker, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = broker.admin()) {
            TopicDescription there = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            Config settings = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            return List.of(
                    there.partitions().get(0).replicas().size(),
                    Integer.parseInt(settings.get("min.insync.replicas").value()));
        }
    }
}
