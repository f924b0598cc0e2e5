package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection on a broker, with things going wrong: every frame still has exactly one event. */
class FaultsIT {
    private static final int FRAMES = 60;
    private static final List<String> CAMERAS =
            IntStream.range(0, 6).mapToObj(i -> "cam-" + i).toList();

    @TempDir
    Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerWithTopics.start(4);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void twoInstancesShareTheCamerasAndOneIsStoppedAndStarted() {
        Counting first = new Counting();
        Counting second = new Counting();
        Counting again = new Counting();
        try (DetectionService one = service("one", first)) {
            try (DetectionService two = service("two", second)) {
                send(0, 20);
                awaitEvents(20 - 3, one, two);
            }
            assertThat(first.frames()).isPositive();
            assertThat(second.frames()).isPositive();
            send(20, 40);
            awaitEvents(40 - 3, one);
            try (DetectionService two = service("two", again)) {
                send(40, FRAMES + 1);
                awaitEvents(FRAMES, one, two);
            }
            assertThat(again.frames()).isPositive();
        }
        assertUndisturbed();
    }

    @Test
    void anEngineThatFailsEndsTheServiceAndARestartLosesNothing() {
        send(0, FRAMES + 1);
        assertThatThrownBy(() -> {
                    try (DetectionService service = service("one", new FakeDetector(25))) {
                        while (!service.await(Duration.ofSeconds(1))) {
                            // Until it fails.
                        }
                    }
                })
                .isInstanceOf(RunError.class)
                .hasMessage("detection stopped: the engine failed");
        try (DetectionService service = service("one", new FakeDetector())) {
            awaitEvents(FRAMES, service);
        }
        assertUndisturbed();
    }

    @Test
    void aThreadThatIsStuckForLongerThanItsTransactionMayLastIsFencedAndGoesOn() throws InterruptedException {
        Stuck stuck = new Stuck(40);
        Map<String, Object> impatient = Map.of(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                1_000,
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                3_000,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                500);
        // Packets after the start: one that is stuck before all its tasks run never counts as started.
        try (DetectionService one = DetectionService.start(settings("one", 1), stuck, FrameListener.NONE, impatient)) {
            send(0, FRAMES + 1);
            stuck.reached.await();
            // The other one takes everything over, which it can only when the first one has been given up.
            try (DetectionService two = service("two", new MeanDetector())) {
                awaitEvents(FRAMES, two);
                stuck.release.countDown();
                one.check();
            }
        }
        assertUndisturbed();
    }

    @Test
    void ofTwoProcessesUnderOneNameOnTwoMachinesOneEndsWithALineThatSaysWhy() {
        DetectionService one = service("one", "twin");
        DetectionService two = null;
        try {
            String line = "";
            try {
                two = service("two", "twin");
                while (!one.await(Duration.ofMillis(100)) && !two.await(Duration.ofMillis(100))) {
                    // Until one of them knows; which one does is a race.
                }
            } catch (RunError e) {
                line = e.getMessage();
            }
            assertThat(line)
                    .contains("another process of its application is at work under the same name")
                    .contains("--instance");
            send(0, FRAMES + 1);
            awaitEvents(FRAMES);
        } finally {
            one.close();
            if (two != null) {
                two.close();
            }
        }
        assertUndisturbed();
    }

    private DetectionService service(String folderName, String instance) {
        DetectionSettings named = new DetectionSettings(
                broker.connection(), "faults", 1, folder.resolve(folderName), instance, Overload.NONE);
        return DetectionService.start(named, new MeanDetector(), FrameListener.NONE);
    }

    private DetectionService service(String name, Detector detector) {
        return DetectionService.start(settings(name, 2), detector, FrameListener.NONE);
    }

    private DetectionSettings settings(String name, int threads) {
        return new DetectionSettings(broker.connection(), "faults", threads, folder.resolve(name));
    }

    private void send(int from, int to) {
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

    /** Until every camera has so many events at least. */
    private void awaitEvents(long each, DetectionService... services) {
        try (Ledger ledger = Ledger.open(broker.connection())) {
            while (!enough(ledger.catchUp(), each)) {
                for (DetectionService service : services) {
                    service.await(Duration.ofMillis(100));
                }
            }
        }
    }

    private static boolean enough(List<CameraLedger> lines, long each) {
        return lines.size() == CAMERAS.size()
                && lines.stream().allMatch(line -> line.captured() - line.pending() - line.missing() >= each);
    }

    private void assertUndisturbed() {
        try (Ledger ledger = Ledger.open(broker.connection())) {
            assertThat(ledger.catchUp()).hasSize(CAMERAS.size()).allSatisfy(line -> {
                assertThat(line.captured()).isEqualTo(FRAMES);
                assertThat(line.balanced()).isTrue();
                assertThat(line.outOfOrder()).isZero();
                assertThat(line.byStatus()).containsOnlyKeys("DETECTED").containsValue((long) FRAMES);
            });
        }
    }

    /** Counts what it sees. */
    private static final class Counting implements Detector {
        private final AtomicLong frames = new AtomicLong();

        long frames() {
            return frames.get();
        }

        @Override
        public Model model() {
            return FakeDetector.MODEL;
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            frames.incrementAndGet();
            return List.of();
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }

    /** Works until a frame, and stays in that one until it is let go. */
    private static final class Stuck implements Detector {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        private final AtomicLong left;

        Stuck(long good) {
            this.left = new AtomicLong(good);
        }

        @Override
        public Model model() {
            return FakeDetector.MODEL;
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            if (left.decrementAndGet() == 0) {
                reached.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of();
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
