package io.lynceus.processor.ledger;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicReader;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Holds the packets topic against the detections topic, both read_committed and from their beginnings. One thread. */
public final class Ledger implements AutoCloseable {
    private final TopicReader<EncodedPacket> packets;
    private final TopicReader<FrameDetections> events;
    private final LedgerCount count = new LedgerCount();

    private Ledger(TopicReader<EncodedPacket> packets, TopicReader<FrameDetections> events) {
        this.packets = packets;
        this.events = events;
    }

    /** @throws io.lynceus.vision.RunError when the broker is away or a topic is missing */
    public static Ledger open(Broker broker) {
        TopicNames topics = broker.topics();
        broker.require(topics.packets(), topics.detections());
        return new Ledger(
                new TopicReader<>(
                        broker, topics.packets(), broker.codecs().packets().deserializer(), true),
                new TopicReader<>(
                        broker,
                        topics.detections(),
                        broker.codecs().detections().deserializer(),
                        true));
    }

    /**
     * Reads on to where both topics end now. Frames that are being processed are pending; call again to see them
     * through.
     *
     * @return one line a camera, by name
     * @throws io.lynceus.vision.RunError when the broker is away, or gives nothing for 30 s
     */
    public List<CameraLedger> catchUp() {
        return catchUp(() -> false);
    }

    /**
     * As above.
     *
     * @param stopped asked in between; true ends it there, and the lines are of what was read
     */
    public List<CameraLedger> catchUp(BooleanSupplier stopped) {
        packets.catchUp(count::packet, stopped);
        events.catchUp(count::event, stopped);
        return count.lines();
    }

    @Override
    public void close() {
        packets.close();
        events.close();
    }
}
