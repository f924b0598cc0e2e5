package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy;
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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies on a broker, with stops in the middle of runs of skipped frames and starts without the state folder. */
class OverloadIT {
    private static final int FRAMES = 60;
    /** These come half an hour late: far behind for a bound of ten minutes, whatever the machine is doing. */
    private static final int FIRST_LATE = 12;

    private static final int LAST_LATE = 24;
    private static final Overload POLICIES = new Overload(
            OverloadPolicy.EVERY_FRAME,
            Map.of("late", OverloadPolicy.parse("newest=10m"), "sampled", OverloadPolicy.parse("sample=2.5")));

    @TempDir
    Path folder;

    @Test
    void skippedFramesAreInTheLedgerOnceWhateverStopsInBetween() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            List<FrameDetections> events = new ArrayList<>();
            int from = 0;
            for (int to : new int[] {16, 45, FRAMES + 1}) {
                send(broker, from, to);
                // The decoders hold some back, and runs wait for their end.
                long due = to > FRAMES ? 3 * FRAMES : to > LAST_LATE ? 3 * (LAST_LATE + 2) : 3 * (FIRST_LATE - 5);
                process(broker, to, due, events);
                from = to;
            }
            assertThat(events).anyMatch(event -> event.getCamera().equals("late") && event.getFrameCount() > 5);
            try (Ledger ledger = Ledger.open(broker.connection())) {
                Map<String, Long> skipped = new TreeMap<>();
                assertThat(ledger.catchUp()).hasSize(3).allSatisfy(line -> {
                    assertExact(line);
                    skipped.put(line.camera(), line.byStatus().getOrDefault("SKIPPED", 0L));
                });
                assertThat(skipped).containsEntry("all", 0L).containsEntry("sampled", 45L);
                assertThat(skipped.get("late")).isBetween((long) LAST_LATE - FIRST_LATE - 2, 30L);
            }
        }
    }

    private void process(EmbeddedBroker broker, int to, long due, List<FrameDetections> events) {
        DetectionSettings settings = new DetectionSettings(
                broker.connection(), "overload", 1, folder.resolve("until-" + to), null, POLICIES);
        try (DetectionService service = DetectionService.start(settings, new MeanDetector(), FrameListener.NONE);
                EventReader reader = EventReader.open(broker.connection(), true)) {
            events.clear();
            while (events.stream().mapToLong(FrameDetections::getFrameCount).sum() < due) {
                events.addAll(reader.poll(Duration.ofMillis(500)));
                service.check();
            }
        }
    }

    private static void assertExact(CameraLedger line) {
        assertThat(line.captured()).isEqualTo(FRAMES);
        assertThat(line.balanced()).isTrue();
        assertThat(line.outOfOrder()).isZero();
        assertThat(line.byStatus()).doesNotContainKey("DECODE_ERROR");
        assertThat(line.byStatus().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(FRAMES);
    }

    private static void send(EmbeddedBroker broker, int from, int to) {
        Instant now = Instant.now();
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            for (String camera : List.of("all", "late", "sampled")) {
                for (EncodedPacket packet : OverloadRun.packets(FRAMES, 2).subList(from, to)) {
                    boolean late = packet.getSequence() >= FIRST_LATE && packet.getSequence() <= LAST_LATE;
                    sink.send(EncodedPacket.newBuilder(packet)
                            .setCamera(camera)
                            .setIngestTime(late ? now.minus(Duration.ofMinutes(30)) : now)
                            .build());
                }
            }
            sink.flush();
        }
    }
}
