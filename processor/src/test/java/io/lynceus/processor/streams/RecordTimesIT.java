package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.processor.broker.PreloadedClock;
import io.lynceus.processor.broker.WrongBroker;
import io.lynceus.processor.capture.BufferSize;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.StatusSink;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka's own times on topics that somebody made who knows nothing of ours: records have the writer's time, and the
 * broker refuses one that is an hour ahead of its own.
 */
class RecordTimesIT {
    private static final int FRAMES = 30;
    private static final Duration AHEAD = Duration.ofHours(5);

    /** What the broker does not take is given up after seconds, not after a minute, and brought again. */
    private static final Map<String, Object> IMPATIENT =
            Map.of(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), 5_000);

    @TempDir
    Path folder;

    @Test
    void packetsWithAbsurdTimesHaveEventsThatKeepThem() throws Exception {
        List<Instant> absurd = List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1969-12-31T23:59:59Z"),
                Instant.parse("9999-12-31T23:59:59Z"),
                Instant.ofEpochSecond(9_000_000_000_000L));
        try (WrongBroker broker = broker(Duration.ZERO)) {
            try (KafkaPacketSink sink = sink(broker)) {
                for (int i = 0; i < absurd.size(); i++) {
                    send(sink, "cam-" + i, absurd.get(i));
                }
                sink.flush();
            }
            List<FrameDetections> events = processed(broker.connection(), absurd.size() * FRAMES);
            for (int i = 0; i < absurd.size(); i++) {
                String camera = "cam-" + i;
                assertThat(events.stream().filter(event -> event.getCamera().equals(camera)))
                        .hasSize(FRAMES)
                        .extracting(FrameDetections::getIngestTime)
                        .containsOnly(absurd.get(i));
            }
        }
    }

    @Test
    void packetsThatWereStoredWhileTheBrokersClockWasAheadAreProcessedWhenItIsSetRight() throws Exception {
        try (WrongBroker broker = broker(AHEAD)) {
            try (KafkaPacketSink sink = sink(broker)) {
                send(sink, "gate", Instant.now().plus(AHEAD));
                sink.flush();
            }
            broker.startAgain(Duration.ZERO);
            processed(broker.connection(), FRAMES);
        }
    }

    @Test
    void whenTheBrokersClockIsSetBackWhatWasRefusedIsSentAgainInItsOrder() throws Exception {
        try (WrongBroker broker = broker(Duration.ZERO)) {
            try (KafkaPacketSink sink = sink(broker)) {
                send(sink, "first", Instant.now());
                sink.flush();
                broker.ahead(AHEAD.negated());
                send(sink, "second", Instant.now());
                sink.flush();
                assertThat(sink.dropped()).isZero();
            }
            assertThat(processed(broker.connection(), 2 * FRAMES))
                    .filteredOn(event -> event.getCamera().equals("second"))
                    .allMatch(event -> event.getStatus() == FrameStatus.DETECTED)
                    .extracting(FrameDetections::getPts)
                    .isSorted();
        }
    }

    @Test
    void andWhatProcessWritesThenIsTakenToo() throws Exception {
        try (WrongBroker broker = broker(Duration.ZERO)) {
            try (KafkaPacketSink sink = sink(broker);
                    DetectionService service = service(broker.connection());
                    EventReader events = EventReader.open(broker.connection(), true)) {
                send(sink, "first", Instant.now());
                assertThat(read(service, events, FRAMES)).hasSize(FRAMES);
                broker.awaitNoTransaction();
                broker.ahead(AHEAD.negated());
                send(sink, "second", Instant.now());
                assertThat(read(service, events, FRAMES)).hasSize(FRAMES);
            }
            assertBalanced(broker.connection());
        }
    }

    private WrongBroker broker(Duration ahead) throws IOException, InterruptedException {
        assumeTrue(PreloadedClock.canBeMade(), "no /usr/bin/gcc");
        WrongBroker broker = new WrongBroker(folder, ahead, Map.of());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", broker.connection().bootstrap()))) {
            List<NewTopic> topics = Stream.of("packets", "detections", "camera-status", "dead-letters")
                    .map(topic -> new NewTopic("lynceus." + topic, 1, (short) 1))
                    .toList();
            admin.createTopics(topics)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return broker;
    }

    /** Topics that somebody else made have none of cameras' partitions. */
    private static KafkaPacketSink sink(WrongBroker broker) {
        return KafkaPacketSink.open(
                broker.connection(),
                CameraPartitions.byName(),
                BufferSize.DEFAULT,
                StatusSink.NONE,
                RecordTime.ours(),
                packet -> {});
    }

    private static void send(KafkaPacketSink sink, String camera, Instant ingest) {
        for (EncodedPacket packet : ReorderedPackets.of(camera, 5, FRAMES)) {
            sink.send(EncodedPacket.newBuilder(packet).setIngestTime(ingest).build());
        }
    }

    private DetectionService service(Broker broker) {
        return DetectionService.start(
                new DetectionSettings(broker, "times", 1, folder.resolve("state")),
                new FakeDetector(),
                FrameListener.NONE,
                IMPATIENT);
    }

    private List<FrameDetections> processed(Broker broker, int frames) {
        List<FrameDetections> events;
        try (DetectionService service = service(broker);
                EventReader reader = EventReader.open(broker, true)) {
            events = read(service, reader, frames);
        }
        assertBalanced(broker);
        return events;
    }

    private static List<FrameDetections> read(DetectionService service, EventReader reader, int frames) {
        List<FrameDetections> events = new ArrayList<>();
        while (events.size() < frames) {
            events.addAll(reader.poll(Duration.ofMillis(500)));
            service.check();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the test's time is up after " + events.size() + " events");
            }
        }
        return events;
    }

    private static void assertBalanced(Broker broker) {
        try (Ledger ledger = Ledger.open(broker)) {
            assertThat(ledger.catchUp())
                    .isNotEmpty()
                    .allMatch(CameraLedger::balanced)
                    .allMatch(line -> line.dropped() == 0);
        }
    }
}
