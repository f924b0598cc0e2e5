package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine of 3 s a frame and groups of 30 s at 3 frames a second, on one thread. All times are a thirtieth: the
 * engine's, and the timeouts that follow from it.
 */
class SlowEngineIT {
    private static final int SCALE = 30;
    private static final int GROUP = 90;
    private static final List<String> CAMERAS = List.of("cam-1", "cam-2");

    @TempDir
    Path folder;

    private final Slow engine = new Slow(Duration.ofSeconds(3));

    @Test
    void everyFrameHasOneEventAndNoneIsWorkedOnTwiceAlsoOverARestartInMidGroup() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            send(broker);
            try (Ledger ledger = Ledger.open(broker.connection())) {
                run(broker, ledger, GROUP / 2);
                run(broker, ledger, GROUP);
                assertThat(ledger.catchUp()).hasSize(CAMERAS.size()).allSatisfy(line -> {
                    assertThat(line.captured()).isEqualTo(GROUP);
                    assertThat(line.balanced()).isTrue();
                    assertThat(line.outOfOrder()).isZero();
                });
            }
        }
        // Work that is thrown away and done again would be more; the restart may cost the work since the last commit.
        assertThat(engine.frames.get()).isLessThan(GROUP * CAMERAS.size() + WorkLimits.MOST_HELD);
    }

    @Test
    void anEngineThatIsTooSlowForTheBrokersLongestTransactionIsOneClearLine() {
        Detector slower = new Slow(Duration.ofSeconds(20));
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            assertThatThrownBy(() -> DetectionService.start(
                            new DetectionSettings(broker.connection(), "slower", 1, folder),
                            slower,
                            FrameListener.NONE))
                    .isInstanceOf(RunError.class)
                    .hasMessage("detection stopped: with this engine a transaction may have to last "
                            + WorkLimits.of(slower.frameTime(1)).transaction().toSeconds()
                            + " s, and the broker allows less: raise its transaction.max.timeout.ms, or take a quicker"
                            + " model");
        }
    }

    private void run(EmbeddedBroker broker, Ledger ledger, int events) {
        WorkLimits limits = WorkLimits.of(engine.frameTime(1));
        Map<String, Object> scaled = Map.of(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) limits.transaction().toMillis() / SCALE,
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
                (int) limits.poll().toMillis() / SCALE);
        DetectionSettings settings = new DetectionSettings(broker.connection(), "slow", 1, folder.resolve("state"));
        try (DetectionService service = DetectionService.start(settings, engine, FrameListener.NONE, scaled)) {
            while (events(ledger.catchUp()) < events * CAMERAS.size()) {
                service.await(Duration.ofMillis(100));
            }
        }
    }

    private static long events(List<CameraLedger> lines) {
        return lines.stream()
                .mapToLong(line -> line.captured() - line.pending() - line.missing())
                .sum();
    }

    private static void send(EmbeddedBroker broker) {
        Instant now = Instant.now();
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            for (String camera : CAMERAS) {
                for (EncodedPacket packet : ReorderedPackets.of(camera, 5, GROUP)) {
                    sink.send(EncodedPacket.newBuilder(packet)
                            .setKeyframe(packet.getSequence() == 0)
                            .setIngestTime(now)
                            .build());
                }
            }
            sink.flush();
        }
    }

    /** Says how long it takes, and takes a thirtieth of that. */
    private static final class Slow implements Detector {
        final AtomicLong frames = new AtomicLong();
        private final Duration frame;

        Slow(Duration frame) {
            this.frame = frame;
        }

        @Override
        public Model model() {
            return FakeDetector.MODEL;
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            frames.incrementAndGet();
            long end = System.nanoTime() + frameTime(1).toNanos() / SCALE;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return List.of();
        }

        @Override
        public Duration frameTime(int threads) {
            return frame;
        }

        @Override
        public void close() {}
    }
}
