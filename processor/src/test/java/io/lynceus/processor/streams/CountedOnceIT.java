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
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ops.CaptureMeters;
import io.lynceus.processor.ops.Meters;
import io.lynceus.processor.ops.ProcessMeters;
import io.lynceus.processor.ops.Scrape;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.processor.web.OperatorServer;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the metrics of capture and of all processes: captured = detected + decode errors + skipped + pending. */
class CountedOnceIT {
    private static final int FRAMES = 60;
    private static final int STUCK_AT = 40;
    /** The end of the stream is a record, and waits as one. */
    private static final int MARKERS = 1;

    /** What Kafka Streams draws by chance at each start. */
    private static final String DRAWN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final Map<String, Object> IMPATIENT = Map.of(
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
            1_000,
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
            3_000);

    @TempDir
    private Path folder;

    /** Holds one frame up. */
    private static final class Holding implements Detector {
        private final FakeDetector fake = new FakeDetector();
        private final AtomicInteger frames = new AtomicInteger();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public Model model() {
            return fake.model();
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            if (frames.incrementAndGet() == STUCK_AT) {
                reached.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return fake.detect(frame);
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }

    /** A process with meters. */
    private final class Measured implements AutoCloseable {
        private final Meters meters = Meters.open(null, "process");
        private final OperatorServer server = OperatorServer.open(HttpAddress.parse("0"));
        private final DetectionService service;

        Measured(EmbeddedBroker broker, String name, Detector detector) {
            meters.add(server);
            ProcessMeters measured = new ProcessMeters(meters, Clock.systemUTC());
            service = DetectionService.start(
                    new DetectionSettings(broker.connection(), "counted", 1, folder.resolve(name)),
                    detector,
                    FrameListener.NONE,
                    measured,
                    () -> false,
                    IMPATIENT);
            measured.runs(service.figures());
        }

        double sum(String name, String... labels) throws Exception {
            return Scrape.of(server.address()).sum(name, labels);
        }

        @Override
        public void close() {
            service.close();
            server.close();
            meters.close();
        }
    }

    @Test
    void framesAreCountedOnceWhateverIsDoneTwice() throws Exception {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES);
        Holding holding = new Holding();
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                Meters meters = Meters.open(null, "capture");
                OperatorServer server = OperatorServer.open(HttpAddress.parse("0"))) {
            meters.add(server);
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(1, 1, 1 << 20));
            }
            capture(broker, new CaptureMeters(meters, Clock.systemUTC()), clip);
            double captured = Scrape.of(server.address()).sum("lynceus_capture_frames_total", "camera=\"gate\"");
            assertThat(captured).isEqualTo(FRAMES);

            try (Measured one = new Measured(broker, "one", holding)) {
                holding.reached.await();
                assertThat(one.sum("lynceus_frames_total")).isLessThan(STUCK_AT);
                await().until(() -> one.sum("lynceus_frames_pending", "where=\"queued\"") > 0);
                await().until(() -> settled(one) + one.sum("lynceus_frames_pending") == captured + MARKERS);
                try (Measured two = new Measured(broker, "two", new FakeDetector())) {
                    await().until(() -> settled(one) + settled(two) >= captured);
                    holding.release.countDown();
                    await().until(() -> one.sum("lynceus_frames_repeated_total") > 0);
                    await().until(() -> one.sum("lynceus_frames_pending") + two.sum("lynceus_frames_pending") == 0);
                    assertThat(settled(one) + settled(two)).isEqualTo(captured);
                    assertThat(one.sum("lynceus_rejoins_total")).isPositive();
                    assertThat(Scrape.of(two.server.address()).text())
                            .contains("kafka_consumer_", "kafka_producer_", "kafka_stream_")
                            .doesNotContainPattern(DRAWN);
                    assertThat(two.sum("lynceus_detections_total", "class=\"person\""))
                            .isEqualTo(two.sum("lynceus_frames_total", "status=\"detected\""));
                }
            }
        }
    }

    /** Detected, decode errors and skipped. */
    private static double settled(Measured process) throws Exception {
        return process.sum("lynceus_frames_total");
    }

    private static void capture(EmbeddedBroker broker, CaptureMeters measured, Path clip) {
        try (KafkaPacketSink sink = KafkaPacketSink.open(
                        broker.connection(),
                        CameraPartitions.of(broker.connection()),
                        BufferSize.DEFAULT,
                        StatusSink.NONE,
                        RecordTime.ours(),
                        measured::stored);
                Capture capture = Capture.start(
                        new Camera("gate", clip.toString()),
                        new CaptureOptions(true, 1),
                        measured.counted(sink),
                        Clock.systemUTC())) {
            assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
            sink.flush();
        }
    }
}
