package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Cameras;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.KafkaStatusSink;
import io.lynceus.processor.capture.Retry;
import io.lynceus.processor.capture.RtspServer;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an RTSP server that is killed again and again to the ledger. */
class RtspPipelineIT {
    private static final int KILLS = 5;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final CaptureOptions OPTIONS =
            new CaptureOptions(false, 1, true, new Retry(SOON, SOON, SOON, SOON, Duration.ZERO));

    @TempDir
    static Path folder;

    private final Deque<CameraStatus> told = new ArrayDeque<>();

    @BeforeAll
    static void installed() {
        RtspServer.assumeInstalled();
    }

    @Test
    void aServerKilledFiveTimesIsAStoryOfFiveReconnectsAndABalancedLedger() throws Exception {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 600, "libopenh264");
        try (RtspServer server = RtspServer.start(clip);
                EmbeddedBroker broker = broker();
                DetectionService service = DetectionService.start(
                        new DetectionSettings(broker.connection(), "rtsp", 1, folder.resolve("state")),
                        new FakeDetector(),
                        FrameListener.NONE);
                KafkaPacketSink sink = KafkaPacketSink.open(broker.connection());
                KafkaStatusSink status = KafkaStatusSink.open(broker.connection());
                StatusReader news = StatusReader.open(broker.connection(), true);
                EventReader events = EventReader.open(broker.connection(), true);
                Cameras cameras = new Cameras(OPTIONS, sink, status, Clock.systemUTC())) {
            cameras.begin(List.of(new Camera("gate", server.url(""))));
            long epoch = next(news, CameraChange.CONNECTED).getEpoch();
            for (int kill = 0; kill < KILLS; kill++) {
                awaitEvent(events, epoch);
                server.kill();
                assertThat(next(news, CameraChange.LOST).getEpoch()).isEqualTo(epoch);
                server.restart();
                long newer = next(news, CameraChange.RECONNECTED).getEpoch();
                assertThat(newer).isGreaterThan(epoch);
                epoch = newer;
            }
            awaitEvent(events, epoch);
            cameras.close();
            service.check();
            CameraLedger line = balanced(broker.connection());
            assertThat(line.captured()).isEqualTo(cameras.packets());
            assertThat(line.balanced()).isTrue();
            assertThat(news.poll(POLL)).as("nothing but the story").isEmpty();
        }
    }

    private static EmbeddedBroker broker() {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        try (TopicSetup topics = TopicSetup.open(broker.connection())) {
            topics.create(TopicLayout.DEFAULT);
        }
        return broker;
    }

    private CameraStatus next(StatusReader news, CameraChange change) {
        while (told.isEmpty()) {
            told.addAll(news.poll(POLL));
        }
        CameraStatus status = told.remove();
        assertThat(status.getStatus()).as("%s", status).isEqualTo(change);
        return status;
    }

    /** A frame of the connection has gone all the way. */
    private static void awaitEvent(EventReader events, long epoch) {
        while (true) {
            for (FrameDetections event : events.poll(POLL)) {
                if (event.getEpoch() == epoch) {
                    return;
                }
            }
        }
    }

    /** Detection is behind capture; the test's time bounds how far. */
    private static CameraLedger balanced(Broker connection) {
        try (Ledger ledger = Ledger.open(connection)) {
            return await().pollInSameThread()
                    .until(() -> ledger.catchUp().get(0), line -> line.missing() + line.pending() == 0);
        }
    }
}
