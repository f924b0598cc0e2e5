package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packets topic when it cannot be written to. */
class BrokerAwayIT {
    private static final int GOP = 10;
    private static final int SMALL = 100_000;

    @TempDir
    Path folder;

    @Test
    void aLiveCameraLosesItsOldestGroupsAndTheGapIsPublishedWhenTheBrokerIsBack() {
        int port = SteadyPort.find();
        EmbeddedBroker broker = EmbeddedBroker.start(port, folder);
        Broker connection = broker.connection();
        create(connection, RecordSizes.LARGEST);
        int frames = 0;
        long dropped;
        try (KafkaStatusSink status = KafkaStatusSink.open(connection);
                KafkaPacketSink sink = KafkaPacketSink.open(connection, new BufferSize(4), status, RecordTime.ours())) {
            for (; frames < 3 * GOP; frames++) {
                sink.send(packet(frames, SMALL));
            }
            sink.flush();
            broker.close();
            for (; frames < 30 * GOP + 3; frames++) {
                sink.send(packet(frames, SMALL));
            }
            dropped = sink.dropped();
            assertThat(dropped).isPositive();
            broker = EmbeddedBroker.start(port, folder);
            sink.send(end(frames));
            sink.flush();
            assertThat(sink.dropped()).isEqualTo(dropped);
        }
        CameraLedger line = ledger(connection);
        assertThat(line.captured()).isEqualTo(frames - dropped);
        assertThat(line.dropped()).isEqualTo(dropped);
        assertThat(line.duplicate()).isZero();
        List<CameraStatus> gaps = gaps(connection, dropped);
        // Mostly one; more when the camera fills the buffer faster than the sender takes from it.
        long before = 3 * GOP - 1;
        for (CameraStatus gap : gaps) {
            assertThat(gap.getFirstSequence()).isGreaterThan(before);
            assertThat(gap.getLastSequence()).isEqualTo(gap.getFirstSequence() + gap.getCount() - 1);
            // What comes after the gap can be decoded.
            assertThat(gap.getLastSequence() % GOP).isEqualTo(GOP - 1);
            assertThat(gap.getReason()).contains("buffer of 4 MiB");
            before = gap.getLastSequence();
        }
        assertThat(gaps.stream().mapToLong(CameraStatus::getCount).sum()).isEqualTo(dropped);
        broker.close();
    }

    @Test
    void aRecordThatIsTooLargeCostsOnlyItself() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Broker connection = broker.connection();
            create(connection, 1 << 20);
            try (KafkaStatusSink status = KafkaStatusSink.open(connection);
                    KafkaPacketSink sink =
                            KafkaPacketSink.open(connection, BufferSize.DEFAULT, status, RecordTime.ours())) {
                for (int i = 0; i < GOP; i++) {
                    sink.send(packet(i, i == 4 ? 2 << 20 : SMALL));
                }
                sink.flush();
                // Also when the topic's limit was lowered since, so that the broker is who refuses.
                limit(connection, SMALL / 2);
                sink.send(packet(GOP, SMALL));
                sink.flush();
                limit(connection, 1 << 20);
                sink.send(packet(GOP + 1, SMALL));
                sink.flush();
            }
            assertThat(gaps(connection, 2))
                    .extracting(CameraStatus::getFirstSequence)
                    .contains(4L);
            assertThat(ledger(connection).captured() + ledger(connection).dropped())
                    .isEqualTo(GOP + 2);
        }
    }

    @Test
    void aTopicForSmallRecordsIsFoundAtTheStartInOneLine() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Broker connection = broker.connection();
            create(connection, 1 << 20);
            limit(connection, SMALL);
            assertThatThrownBy(() -> KafkaPacketSink.open(connection))
                    .isInstanceOf(RunError.class)
                    .hasMessage("topic lynceus.packets takes records of 100000 bytes at most, keyframes are larger:"
                            + " ./lynceus topics alter --bootstrap " + connection + " raises that");
        }
    }

    private static void create(Broker connection, int maxMessageBytes) {
        try (TopicSetup topics = TopicSetup.open(connection)) {
            topics.create(new TopicLayout(1, 1, maxMessageBytes));
        }
    }

    private static void limit(Broker connection, int bytes) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", connection.bootstrap()));
                TopicSetup topics = TopicSetup.open(connection)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, TopicNames.DEFAULT.packets()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            // The controller knows, the broker hears of it.
            await().until(() -> topics.describe().stream()
                    .anyMatch(topic ->
                            topic.name().equals(TopicNames.DEFAULT.packets()) && topic.maxMessageBytes() == bytes));
        }
    }

    private static CameraLedger ledger(Broker connection) {
        try (Ledger ledger = Ledger.open(connection)) {
            return ledger.catchUp().get(0);
        }
    }

    private static List<CameraStatus> gaps(Broker connection, long frames) {
        List<CameraStatus> gaps = new ArrayList<>();
        try (StatusReader reader = StatusReader.open(connection, true)) {
            while (gaps.stream().mapToLong(CameraStatus::getCount).sum() < frames) {
                reader.poll(Duration.ofMillis(500)).stream()
                        .filter(status -> status.getStatus() == CameraChange.PACKETS_DROPPED)
                        .forEach(gaps::add);
            }
        }
        return gaps;
    }

    private static EncodedPacket packet(int sequence, int bytes) {
        return record(sequence)
                .setKeyframe(sequence % GOP == 0)
                .setData(ByteBuffer.allocate(bytes))
                .build();
    }

    private static EncodedPacket end(int sequence) {
        return record(sequence)
                .setKeyframe(false)
                .setEndOfStream(true)
                .setData(ByteBuffer.allocate(0))
                .build();
    }

    private static EncodedPacket.Builder record(int sequence) {
        return EncodedPacket.newBuilder()
                .setCamera("gate")
                .setEpoch(1)
                .setSequence(sequence)
                .setCodec("h264")
                .setWidth(8)
                .setHeight(8)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.now())
                .setCaptureTimeSource(CaptureTimeSource.INGEST_CLOCK)
                .setIngestTime(Instant.now());
    }
}
