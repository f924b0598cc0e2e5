package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy.EveryFrame;
import io.lynceus.processor.config.OverloadPolicy.Sample;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a system that is at work. */
class LiveLedgerIT {
    private static final List<String> CAMERAS = List.of("a", "b", "c");

    @TempDir
    Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerWithTopics.start(2);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void itsColumnsAddUpWhatWasPendingSettlesAndOfPacketsOnlyThoseWithoutAnEventAreRead() throws Exception {
        try (DetectionService service = service();
                LiveCameras cameras = new LiveCameras(broker.connection(), CAMERAS, Duration.ofMillis(20))) {
            for (int look = 0; look < 5; look++) {
                try (Ledger ledger = Ledger.open(broker.connection())) {
                    List<CameraLedger> lines = ledger.catchUp();
                    assertThat(lines).allSatisfy(LiveLedgerIT::addsUp);
                    await().until(() -> ledger.settle().stream().allMatch(CameraLedger::balanced));
                    assertThat(ledger.settle()).hasSameSizeAs(lines).allSatisfy(LiveLedgerIT::addsUp);
                }
                int enough = cameras.frames() + 30;
                await().until(() -> cameras.frames() > enough);
            }
            cameras.end();
            try (Ledger ledger = Ledger.open(broker.connection())) {
                await().until(() -> ledger.catchUp().stream().allMatch(CameraLedger::balanced));
            }
            service.check();
        }
        try (Ledger ledger = Ledger.open(broker.connection())) {
            List<CameraLedger> lines = ledger.catchUp();
            assertThat(lines).hasSize(3).allMatch(CameraLedger::balanced).allMatch(line -> line.captured() > 100);
            assertThat(lines.get(2).byStatus().get("SKIPPED")).isGreaterThan(90);
            assertThat(ledger.packetsRead()).as("the markers at the end").isLessThanOrEqualTo(CAMERAS.size());
        }
    }

    @Test
    void itCanBeginAtATime() throws Exception {
        Instant between;
        try (DetectionService service = service();
                KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            send(sink, 1, 20);
            awaitCaptured(20);
            between = Instant.now().plusMillis(5);
            await().until(() -> Instant.now().isAfter(between));
            send(sink, 2, 30);
            awaitCaptured(50);
            service.check();
        }
        try (Ledger ledger = Ledger.open(broker.connection(), between, () -> false)) {
            assertThat(ledger.catchUp()).singleElement().satisfies(line -> {
                assertThat(line.captured()).isEqualTo(30);
                assertThat(line.balanced()).isTrue();
                addsUp(line);
            });
        }
    }

    private static void send(KafkaPacketSink sink, long epoch, int frames) {
        for (EncodedPacket packet : ReorderedPackets.of("a", epoch, frames)) {
            sink.send(packet);
        }
        sink.flush();
    }

    private void awaitCaptured(int frames) {
        try (Ledger ledger = Ledger.open(broker.connection())) {
            await().until(() -> {
                List<CameraLedger> lines = ledger.catchUp();
                return lines.size() == 1
                        && lines.get(0).captured() == frames
                        && lines.get(0).balanced();
            });
        }
    }

    private static void addsUp(CameraLedger line) {
        long byStatus =
                line.byStatus().values().stream().mapToLong(Long::longValue).sum();
        assertThat(byStatus + line.pending() + line.missing()).isEqualTo(line.captured());
        assertThat(line.missing()).isZero();
        assertThat(line.duplicate()).isZero();
    }

    private DetectionService service() {
        Overload seldom = new Overload(new EveryFrame(), Map.of("c", new Sample(1)));
        return DetectionService.start(
                new DetectionSettings(broker.connection(), "live", 1, folder.resolve("state"), null, seldom),
                new FakeDetector(),
                FrameListener.NONE);
    }
}
