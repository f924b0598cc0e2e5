package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaPacketReplayIT {
    private static final int PACKETS = 12;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = BrokerWithTopics.start(1);
        Instant now = Instant.now();
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker.connection())) {
            for (EncodedPacket packet : ReorderedPackets.of("cam", 5, PACKETS)) {
                sink.send(EncodedPacket.newBuilder(packet).setIngestTime(now).build());
            }
            sink.flush();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void givesThePacketsFromTheFirstOffsetToBeforeTheLastInOrder() {
        List<Long> offsets = new ArrayList<>();
        replay().read(origin(3), 9, (packet, origin) -> offsets.add(origin.offset()));
        assertThat(offsets).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void whatKafkaStreamsThrowsInTheCallbackComesOutAsItIs() {
        TaskMigratedException fenced = new TaskMigratedException("fenced while an event was sent");
        assertThatThrownBy(() -> replay().read(origin(0), PACKETS, (packet, origin) -> {
                    throw fenced;
                }))
                .isSameAs(fenced);
    }

    private static KafkaPacketReplay replay() {
        return new KafkaPacketReplay(broker.connection());
    }

    private static PacketFacts.Origin origin(long offset) {
        return new PacketFacts.Origin(TopicNames.DEFAULT.packets(), 0, offset);
    }
}
