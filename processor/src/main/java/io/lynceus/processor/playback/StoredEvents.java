package io.lynceus.processor.playback;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.partitions.HashedPartition;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Finds events in their topic again. One thread. */
public final class StoredEvents implements AutoCloseable {
    private static final int FETCH = 1 << 20;
    /** An event is written after its packet; the clocks of capture and broker may differ by this much. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private final StretchReader<FrameDetections> reader;

    /**
     * @param stopped true ends whatever is under way with a RunError
     * @throws io.lynceus.vision.RunError when the broker is away or has no topic of events
     */
    public StoredEvents(Broker broker, BooleanSupplier stopped) {
        String topic = broker.topics().detections();
        broker.require(topic);
        reader = new StretchReader<>(broker, topic, broker.codecs().detections().deserializer(), FETCH, stopped);
    }

    /** The events of a stretch's frames, in order; frames that process has not come to have none yet. */
    public List<FrameDetections> of(Stretch stretch) {
        EncodedPacket first = stretch.first();
        FrameName begin = new FrameName(first.getCamera(), first.getEpoch(), first.getSequence());
        EncodedPacket last = stretch.packets().get(stretch.packets().size() - 1);
        FrameName end = new FrameName(last.getCamera(), last.getEpoch(), last.getSequence());
        Map<Integer, Long> ends = reader.ends();
        int partition = HashedPartition.of(first.getCamera(), ends.size());
        Map<Integer, Long> from = reader.from(first.getIngestTime().minus(CLOCKS));
        List<FrameDetections> events = new ArrayList<>();
        reader.readWhile(
                Map.of(partition, from.getOrDefault(partition, 0L)), Map.of(partition, ends.get(partition)), record -> {
                    FrameDetections event = record.value();
                    if (!event.getCamera().equals(first.getCamera())) {
                        return true;
                    }
                    FrameName name = new FrameName(event.getCamera(), event.getEpoch(), event.getSequence());
                    if (name.compareTo(begin) >= 0 && name.compareTo(end) <= 0) {
                        events.add(event);
                    }
                    // Frames may be shown, and have their events, in another order than their packets.
                    return event.getEpoch() != end.epoch() || event.getSequence() <= end.sequence() + 64;
                });
        return events;
    }

    @Override
    public void close() {
        reader.close();
    }
}
